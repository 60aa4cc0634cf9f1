#Requires -Version 5.1
<#
Makes the one-folder program and its installer on Windows:

    powershell -ExecutionPolicy Bypass -File packaging\windows\build.ps1 [-Python PATH]

writes dist\pith-inspector\, dist\pith-inspector-VERSION-setup.exe and dist\SHA256SUMS. It takes the
wheel that lies in dist\, and builds one where there is none. Python 3.11 to 3.14 for 64 bits is
needed, and Inno Setup 6.3 or newer (iscc on the PATH, or where its installer puts it).

Not run so far: there was no Windows and no PowerShell where this was written. It does what the
scripts for Linux do (packaging/build-environment.sh, packaging/pyinstaller/build-program.sh), step
by step. Nothing is signed; who has a certificate signs the two .exe before iscc, and the installer.
#>
param([string] $Python = 'python')

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest

$Root = (Resolve-Path (Join-Path $PSScriptRoot '..\..')).Path
$Dist = Join-Path $Root 'dist'
$Build = Join-Path $Root 'build'
$Locks = Join-Path $Root 'packaging\requirements'
$Tools = Join-Path $Build 'tools\Scripts\python.exe'
$Program = Join-Path $Build 'program\Scripts\python.exe'
# An exit code of its own, as the scripts for Linux have it.
$CannotBuild = 69

function Stop-Build([string] $Why) {
    [Console]::Error.WriteLine("build.ps1: $Why")
    exit $CannotBuild
}

# Run What Command Argument...   Ends the build where the command fails; it has said why.
function Invoke-Step([string] $What, [string] $Command, [string[]] $Arguments) {
    & $Command @Arguments
    if ($LASTEXITCODE -ne 0) { Stop-Build "$What failed, as it says above" }
}

function New-Environment([string] $Name, [string] $Lock) {
    $folder = Join-Path $Build $Name
    Invoke-Step "making $folder" $Python @('-I', '-m', 'venv', '--clear', $folder)
    Invoke-Step "installing what $Lock locks" (Join-Path $folder 'Scripts\python.exe') @(
        '-I', '-m', 'pip', '-qq', '--disable-pip-version-check', '--no-input', 'install',
        '--require-hashes', '--only-binary', ':all:', '--requirement', (Join-Path $Locks $Lock)
    )
}

function Get-Wheel {
    $found = @(Get-ChildItem -Path $Dist -Filter 'pith_inspector-*.whl' -ErrorAction SilentlyContinue)
    if ($found.Count -eq 0) {
        Invoke-Step 'building the wheel' $Tools @(
            '-I', '-m', 'build', '--no-isolation', '--outdir', $Dist, $Root
        ) | Out-Host
        $found = @(Get-ChildItem -Path $Dist -Filter 'pith_inspector-*.whl')
    }
    if ($found.Count -ne 1) { Stop-Build "one wheel is needed in $Dist, and $($found.Count) are there" }
    $found[0].FullName
}

# The Python whose packages are packed runs a script; the packages of the tools come behind its own.
function Invoke-WithTools([string] $What, [string] $Script, [string[]] $Arguments) {
    $packages = & $Tools -I -c 'import sysconfig; print(sysconfig.get_path(''purelib''))'
    $runner = Join-Path $Build 'with-tools.py'
    Set-Content -Path $runner -Encoding Ascii -Value @(
        'import runpy, sys',
        'sys.path.append(sys.argv[1])',
        'sys.argv = sys.argv[2:]',
        'runpy.run_path(sys.argv[0], run_name="__main__")'
    )
    Invoke-Step $What $Program (@('-P', $runner, $packages, $Script) + $Arguments)
}

function Get-Iscc {
    $known = Get-Command 'iscc' -ErrorAction SilentlyContinue
    if ($known) { return $known.Source }
    $usual = @("${env:ProgramFiles(x86)}", "$env:ProgramFiles", "$env:LOCALAPPDATA\Programs") |
        ForEach-Object { Join-Path $_ 'Inno Setup 6\ISCC.exe' } |
        Where-Object { Test-Path $_ } |
        Select-Object -First 1
    if (-not $usual) { Stop-Build 'Inno Setup 6.3 or newer is needed, and no iscc was found' }
    $usual
}

# In the form of sha256sum, which `sha256sum --check SHA256SUMS` reads on every system. What else
# lies there, such as the folder that the installer was made of, is not given to others.
function Write-Sums {
    $sums = Join-Path $Dist 'SHA256SUMS'
    $lines = Get-ChildItem -Path (Join-Path $Dist '*') -File -Include @(
        'pith_inspector-*.whl', 'pith_inspector-*.tar.gz', 'pith-inspector-*-setup.exe'
    ) | Sort-Object -Property Name | ForEach-Object {
        '{0}  {1}' -f (Get-FileHash -Algorithm SHA256 -Path $_.FullName).Hash.ToLower(), $_.Name
    }
    [IO.File]::WriteAllText($sums, (($lines -join "`n") + "`n"))
}

$iscc = Get-Iscc
New-Item -ItemType Directory -Force -Path $Dist, $Build | Out-Null
New-Environment 'tools' 'build.txt'
New-Environment 'program' 'program.txt'
$changelog = Join-Path $Root 'packaging\changelog.py'
$version = & $Tools -I $changelog version
if (-not $env:SOURCE_DATE_EPOCH) { $env:SOURCE_DATE_EPOCH = & $Tools -I $changelog epoch }
$wheel = Get-Wheel
Invoke-Step "installing $wheel" $Program @(
    '-I', '-m', 'pip', '-qq', '--disable-pip-version-check', '--no-input', 'install',
    '--no-index', '--no-deps', '--force-reinstall', $wheel
)

$licences = Join-Path $Build 'licences'
Remove-Item -Recurse -Force -Path $licences -ErrorAction SilentlyContinue
Invoke-Step 'collecting the licences' $Program @((Join-Path $Root 'packaging\licences.py'), $licences)
Invoke-WithTools 'drawing the icons' (Join-Path $Root 'packaging\icons.py') @(Join-Path $Build 'icons')
$env:PYTHONHASHSEED = '1'
$env:PYINSTALLER_ZLIB_COMPRESSION_LEVEL = '0'
$packing = Join-Path $Build 'pack.py'
Set-Content -Path $packing -Encoding Ascii -Value 'from PyInstaller.__main__ import run', 'run()'
Invoke-WithTools 'PyInstaller' $packing @(
    '--noconfirm', '--log-level', 'WARN', '--distpath', $Dist,
    '--workpath', (Join-Path $Build 'pyinstaller'),
    (Join-Path $Root 'packaging\pyinstaller\pith-inspector.spec')
)
Invoke-Step 'Inno Setup' $iscc @(
    '/Qp', "/DVersion=$version", (Join-Path $Root 'packaging\windows\pith-inspector.iss')
)
Write-Sums
[Console]::Error.WriteLine("build.ps1: made $Dist\pith-inspector-$version-setup.exe")
