"""``verify-report``: checks a saved report."""

from pathlib import Path

import click

from inspector.cli.options import (
    complete_file,
    given_paper,
    network_options,
    paper_option,
    session,
    trust_options,
)
from inspector.cli.output import ExitCode, WindowHooks, note_error, watched, write_line
from inspector.errors import CancelledError, InspectorError, ProgramFaultError
from inspector.export.inside_words import part_words
from inspector.export.report_text import Line, Role
from inspector.jobs.report_checking import ReportAnswer, ReportCheck, UnlikeCheck, check_report
from inspector.verify.look_alikes import unmistakable_pointer
from inspector.visible import shell_word, visible

_MOST_UNLIKE = 10
_ROLES = {
    ReportAnswer.HOLDS: (Role.VERIFIED, "✔"),
    ReportAnswer.DIFFERS: (Role.FAILED, "✘"),
    ReportAnswer.UNKNOWN: (Role.UNPROVEN, "?"),
}
_BY_CHANCE = "That shows that nothing happened to it by accident; who wrote it, it cannot show."


@click.command(name="verify-report")
@click.argument("file", metavar="FILE", shell_complete=complete_file)
@click.option(
    "--document",
    default="",
    metavar="SOURCE",
    shell_complete=complete_file,
    help="The document; else it is looked for where the report says, then beside the report, "
    "and never over the network.",
)
@trust_options
@paper_option
@network_options
@click.pass_context
def verify_report(
    context: click.Context,
    file: str,
    document: str,
    trust_files: tuple[str, ...],
    no_default_trust: bool,
    paper_text: Path | None,
    resolver: str,
    offline: bool,
) -> int:
    """Say what the report FILE is still worth. It was saved as .html or .json.

    Three answers: whether the report is unchanged, whether the document still has the same bytes,
    and whether verifying it again gives the same results. "Unchanged" shows that nothing happened
    to the file by accident: anyone can write such a file. Who wrote it, a signature shows
    (ssh-keygen -Y verify).

    Exit status: 0 all three hold, 1 one of them does not, 2 wrong usage, 4 FILE is no report, or
    one of the three could not be told and the others hold.
    """
    asked = session(trust_files, resolver, no_default_trust=no_default_trust, offline=offline)
    paper = given_paper(paper_text)
    hooks: WindowHooks = context.find_root().obj
    try:
        with watched(file) as checkpoint:
            found = check_report(
                file, document, asked, hooks.language, paper=paper, checkpoint=checkpoint
            )
    except (CancelledError, ProgramFaultError):
        raise
    except InspectorError as error:
        note_error(error, file)
        return ExitCode.UNREADABLE
    for answer, sentence, more in (_report(found), _document(found), _results(found)):
        role, sign = _ROLES[answer]
        write_line(Line(role, f"{sign} {sentence}"))
        for line in more:
            write_line(Line(Role.FAINT, f"    {line}"))
    answers = (found.report, found.document, found.results)
    if ReportAnswer.DIFFERS in answers:
        return ExitCode.FAILED
    return ExitCode.UNREADABLE if ReportAnswer.UNKNOWN in answers else ExitCode.VERIFIED


def _report(found: ReportCheck) -> tuple[ReportAnswer, str, list[str]]:
    made = found.evidence.made
    more = [f"SHA-256 of the file: {found.sha256}"]
    said = f"It says that Pith Inspector {made.version} made it, {made.at}; nothing proves that"
    more.append(visible(said[:400]) + ".")
    if count := found.evidence.note_count:
        more.append(f"Notes in it: {count:,}. They are words of people, which nothing checks.")
    if any(key.compared for key in found.evidence.keys):
        more.append("How and when a key was compared is the word of whoever made it.")
    if found.report is ReportAnswer.HOLDS:
        return ReportAnswer.HOLDS, "The report is unchanged.", [_BY_CHANCE, *more]
    if found.data is ReportAnswer.DIFFERS:
        return (
            ReportAnswer.DIFFERS,
            "The report was changed: its data are not as they were written.",
            more,
        )
    if found.page is ReportAnswer.DIFFERS:
        return (
            ReportAnswer.DIFFERS,
            "The report was changed: it shows something else than its data.",
            more,
        )
    why = "another version of the program made it"
    if found.is_of_this_version:
        why = f"its language, {visible(made.language[:20])}, is not at hand"
    return (
        ReportAnswer.UNKNOWN,
        f"Whether the report shows what its data say was not told: {why}.",
        more,
    )


def _document(found: ReportCheck) -> tuple[ReportAnswer, str, list[str]]:
    if not found.source:
        said = "The document was not found; --document says where it is."
        return ReportAnswer.UNKNOWN, said, []
    where = [shell_word(found.source)]
    if found.document_error is not None:
        return (
            ReportAnswer.UNKNOWN,
            f"The document could not be read: {found.document_error}",
            where,
        )
    if found.part is not None:
        where.append(f"Its bytes are those of {part_words(found.part)}; the rest was not compared.")
    if not found.is_origin_seen:
        where.append("Not checked: the name, place or host that the report gives for it.")
    if found.document is ReportAnswer.HOLDS:
        return ReportAnswer.HOLDS, "The document has the same bytes.", where
    then = visible(found.evidence.source.sha256[:80])
    lines = [*where, f"SHA-256 then {then}", f"SHA-256 now  {found.document_sha256}"]
    return ReportAnswer.DIFFERS, "The document has other bytes than the report says.", lines


def _results(found: ReportCheck) -> tuple[ReportAnswer, str, list[str]]:
    now = found.now
    if now is None:
        return ReportAnswer.UNKNOWN, "Whether it would be verified the same was not tried.", []
    more = [f"now: {now.verdict}. {now.sentence}"]
    if not found.is_same_list:
        more.append("The list of keys is another one than the report was made with.")
    if found.lacks_paper:
        more.append("The report was made with the paper's text: --paper-text gives it.")
    if found.results is ReportAnswer.HOLDS:
        return ReportAnswer.HOLDS, "Verifying it again gives the same results.", more
    if found.results is ReportAnswer.UNKNOWN and not found.other:
        said = "The results are the same, but not all that the report was made with is at hand."
        return ReportAnswer.UNKNOWN, said, more
    if found.results is ReportAnswer.UNKNOWN:
        more.append(f"Not compared: {', '.join(found.other)}")
        said = "The checks have the same results; the rest is worded by another version."
        return ReportAnswer.UNKNOWN, said, more
    then = found.evidence
    if then.verdict is not now.verdict:
        more.insert(0, f"then: {then.verdict}")
    more += map(_unlike, found.unlike[:_MOST_UNLIKE])
    if (left := len(found.unlike) - _MOST_UNLIKE) > 0:
        more.append(f"and {left:,} more checks")
    if not found.unlike:
        more.append(f"What differs: {', '.join(found.other)}")
    return (
        ReportAnswer.DIFFERS,
        "Verifying it again gives something else than the report says.",
        more,
    )


def _unlike(one: UnlikeCheck) -> str:
    place = unmistakable_pointer(one.path[:400]) or "the whole document"
    then, now = one.then or "not there", one.now or "not there"
    return f"{visible(one.id[:80])} at {place}: then {then}, now {now}"
