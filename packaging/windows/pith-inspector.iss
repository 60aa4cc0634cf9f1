; The installer for Windows, by Inno Setup 6.3 or newer; build.ps1 runs it:
;
;     iscc /DVersion=1.2.3 packaging\windows\pith-inspector.iss
;
; It writes dist\pith-inspector-VERSION-setup.exe of dist\pith-inspector\ and build\licences\.
;
; Not run so far: there was no Windows and no Inno Setup where this was written. It was checked by
; reading it against Inno Setup's documentation, and by tests that compare the names in it with
; those of the other systems. What it makes is not signed.
;
; It installs for one user, without an administrator, unless the user chooses otherwise. Windows
; knows a file by its last extension alone, so that .pith.json is .json to it: the program is one
; of the choices for .json, and never takes the place of the one that opens it.
; What the user's own settings are stays when the program is removed.

#ifndef Version
  #error the version is missing: iscc /DVersion=1.2.3
#endif

#define Name "Pith Inspector"
#define Id "science.pith.Inspector"
#define DocumentId "science.pith.Inspector.document"
#define Program "pith-inspector.exe"
#define Window "pith-inspector-window.exe"
; What follows the two dashes is never an option, whatever a link holds; nothing is fetched unasked.
#define OpenCommand '""{app}\' + Window + '"" open --ask -- ""%1""'

[Setup]
; Never to be changed: by it a newer version finds the older one.
AppId={{092A84BB-6AA5-42C1-958A-29FD4B384D3E}
AppName={#Name}
AppVersion={#Version}
AppPublisher=The Pith Inspector developers
AppPublisherURL=https://pith.science
SourceDir=..\..
OutputDir=dist
OutputBaseFilename=pith-inspector-{#Version}-setup
SetupIconFile=build\icons\pith-inspector.ico
UninstallDisplayIcon={app}\{#Window}
DefaultDirName={autopf}\{#Name}
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
; What Qt 6.11 runs on: Windows 10 1809.
MinVersion=10.0.17763
ChangesAssociations=yes
ChangesEnvironment=yes
RestartApplications=no
Compression=lzma2
SolidCompression=yes
WizardStyle=modern

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "de"; MessagesFile: "compiler:Languages\German.isl"

[CustomMessages]
en.Document=Pith document
de.Document=Pith-Dokument
en.WithDocuments=Offer {#Name} for .json files, beside the program that opens them now
de.WithDocuments={#Name} bei .json-Dateien zur Wahl stellen, neben dem bisherigen Programm
en.WithLinks=Open links that begin with pith:
de.WithLinks=Links verfolgen, die mit pith: beginnen
en.WithPath=Make the command pith-inspector known to every terminal (PATH)
de.WithPath=Den Befehl pith-inspector in jedem Terminal bekannt machen (PATH)

[Tasks]
Name: "documents"; Description: "{cm:WithDocuments}"
Name: "links"; Description: "{cm:WithLinks}"
Name: "path"; Description: "{cm:WithPath}"; Flags: unchecked
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[InstallDelete]
; A newer version has other libraries; none of the older one is to stay.
Type: filesandordirs; Name: "{app}\_internal"
Type: filesandordirs; Name: "{app}\licences"

[Files]
Source: "dist\pith-inspector\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs
Source: "build\licences\*"; DestDir: "{app}\licences"; Flags: ignoreversion recursesubdirs createallsubdirs
Source: "build\icons\pith-document.ico"; DestDir: "{app}"; Flags: ignoreversion
Source: "LICENSE"; DestDir: "{app}"; DestName: "LICENSE.txt"; Flags: ignoreversion

[Icons]
Name: "{autoprograms}\{#Name}"; Filename: "{app}\{#Window}"; AppUserModelID: "{#Id}"
Name: "{autodesktop}\{#Name}"; Filename: "{app}\{#Window}"; AppUserModelID: "{#Id}"; Tasks: desktopicon

[Registry]
; "Run" and other programs find the two by their names.
Root: HKA; Subkey: "Software\Microsoft\Windows\CurrentVersion\App Paths\{#Program}"; ValueType: string; ValueName: ""; ValueData: "{app}\{#Program}"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Microsoft\Windows\CurrentVersion\App Paths\{#Window}"; ValueType: string; ValueName: ""; ValueData: "{app}\{#Window}"; Flags: uninsdeletekey

Root: HKA; Subkey: "Software\Classes\{#DocumentId}"; ValueType: string; ValueName: ""; ValueData: "{cm:Document}"; Flags: uninsdeletekey; Tasks: documents
Root: HKA; Subkey: "Software\Classes\{#DocumentId}"; ValueType: string; ValueName: "AppUserModelID"; ValueData: "{#Id}"; Tasks: documents
Root: HKA; Subkey: "Software\Classes\{#DocumentId}\DefaultIcon"; ValueType: string; ValueName: ""; ValueData: "{app}\pith-document.ico"; Tasks: documents
Root: HKA; Subkey: "Software\Classes\{#DocumentId}\shell\open\command"; ValueType: string; ValueName: ""; ValueData: "{#OpenCommand}"; Tasks: documents
Root: HKA; Subkey: "Software\Classes\.json"; Flags: uninsdeletekeyifempty; Tasks: documents
Root: HKA; Subkey: "Software\Classes\.json\OpenWithProgids"; ValueType: string; ValueName: "{#DocumentId}"; ValueData: ""; Flags: uninsdeletevalue uninsdeletekeyifempty; Tasks: documents

Root: HKA; Subkey: "Software\Classes\pith"; ValueType: string; ValueName: ""; ValueData: "URL:Pith Number"; Flags: uninsdeletekey; Tasks: links
Root: HKA; Subkey: "Software\Classes\pith"; ValueType: string; ValueName: "URL Protocol"; ValueData: ""; Tasks: links
Root: HKA; Subkey: "Software\Classes\pith\DefaultIcon"; ValueType: string; ValueName: ""; ValueData: "{app}\{#Window},0"; Tasks: links
Root: HKA; Subkey: "Software\Classes\pith\shell\open\command"; ValueType: string; ValueName: ""; ValueData: "{#OpenCommand}"; Tasks: links

[Run]
Filename: "{app}\{#Window}"; Description: "{cm:LaunchProgram,{#Name}}"; Flags: nowait postinstall skipifsilent

[Code]
const
  OfUser = 'Environment';
  OfMachine = 'SYSTEM\CurrentControlSet\Control\Session Manager\Environment';

function EnvironmentKey: String;
begin
  if IsAdminInstallMode then
    Result := OfMachine
  else
    Result := OfUser;
end;

{ The folders of Path, one after the other, but for Folder. }
function Without(const Folder, Path: String): String;
var
  Rest, Entry: String;
  Ends: Integer;
begin
  Result := '';
  Rest := Path;
  while Rest <> '' do
  begin
    Ends := Pos(';', Rest);
    if Ends = 0 then
      Ends := Length(Rest) + 1;
    Entry := Copy(Rest, 1, Ends - 1);
    Delete(Rest, 1, Ends);
    if (Entry <> '') and (CompareText(RemoveBackslash(Entry), Folder) <> 0) then
    begin
      if Result <> '' then
        Result := Result + ';';
      Result := Result + Entry;
    end;
  end;
end;

{ A PATH that is there and cannot be read is left as it is. }
procedure ChangePath(const IsIn: Boolean);
var
  Folder, Before, After: String;
begin
  Folder := RemoveBackslash(ExpandConstant('{app}'));
  Before := '';
  if not RegQueryStringValue(HKEY_AUTO, EnvironmentKey, 'Path', Before) then
    if RegValueExists(HKEY_AUTO, EnvironmentKey, 'Path') or not IsIn then
      exit;
  After := Without(Folder, Before);
  if IsIn then
  begin
    if After <> '' then
      After := After + ';';
    After := After + Folder;
  end
  else if Pos(Lowercase(Folder), Lowercase(Before)) = 0 then
    exit;
  if After = '' then
    RegDeleteValue(HKEY_AUTO, EnvironmentKey, 'Path')
  else
    RegWriteExpandStringValue(HKEY_AUTO, EnvironmentKey, 'Path', After);
end;

procedure CurStepChanged(CurStep: TSetupStep);
begin
  if (CurStep = ssPostInstall) and WizardIsTaskSelected('path') then
    ChangePath(True);
end;

procedure CurUninstallStepChanged(CurUninstallStep: TUninstallStep);
begin
  if CurUninstallStep = usUninstall then
    ChangePath(False);
end;
