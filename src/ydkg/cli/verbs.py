"""The verbs of the command line: what there is, in groups, without loading any of it; options that several have."""

from __future__ import annotations

import os
import sys
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, cast

import click

from ydkg.cli.rows import FORMATS, visible
from ydkg.collection import VARIABLE, VERSION, pipes_kept
from ydkg.errors import OutputError, ParameterError, YdkgError, missing_extra, quoted, system_reason
from ydkg.language.text import ENGLISH, Language

if TYPE_CHECKING:
    from collections.abc import Sequence

WRONG, INTERRUPTED = 2, 130
#: Group of the help -> verb -> its module, and what it does.
GROUPS = {
    "Ask": {
        "tour": ("tour", "Show a promise kept, an answer and a path, and write a page to open."),
        "query": ("ask", "Ask one of the named questions."),
        "queries": ("ask", "List the named questions, or describe one."),
        "sparql": ("ask", "Ask in SPARQL."),
    },
    "See": {
        "show": ("see", "Say everything about one thing."),
        "path": ("see", "Say how two things are connected."),
        "promises": ("see", "Say what became of what was planned or under way."),
        "cite": ("see", "Cite a fact or a thing."),
        "view": ("view", "Write the network as one interactive page."),
        "serve": ("serve", "Serve the graph: pages for people, SPARQL and linked data for programs."),
        "mcp": ("serve", "Let an assistant ask the graph, by the Model Context Protocol."),
    },
    "Take away": {
        "export": ("take", "Write the graph or the network in another format."),
        "report": ("take", "Write a dossier of a thing, a place or a theme, for Word or to print."),
        "push": ("take", "Load a collection into a SPARQL server."),
        "diff": ("take", "Say what differs between two versions of the graph."),
    },
    "Check": {
        "check": ("check", "Check the graph in every way there is."),
        "verify": ("check", "Check that every fact leads to its source."),
        "audit": ("check", "Recompute every stated change and outcome."),
        "reason": ("check", "Draw the conclusions that follow by the ontology."),
        "coverage": ("check", "Show which parts of the document carry facts."),
    },
    "Your documents": {
        "init": ("documents", "Make a folder for a collection of your own."),
        "draft": ("drafts", "Read a document by rules, and propose its facts for a review."),
        "review": ("drafts", "Review a draft in the browser."),
        "accept": ("drafts", "Take what was reviewed of a draft into a collection."),
        "later": ("drafts", "Add what a later page says, by one fact."),
        "source": ("documents", "Take a document's text out of a saved page, and prove it."),
        "passage": ("documents", "Give the position of words in the document, as Turtle."),
        "format": ("documents", "Rewrite data files in canonical form."),
    },
}
#: Verb -> its module, in the order of the help; there the verb is called ``<verb>_verb``.
VERBS = {verb: module for verbs in GROUPS.values() for verb, (module, _) in verbs.items()}
HELP = """Ask, see and take away a knowledge graph of what documents state.

Every fact in it leads to the words that state it.

\b
  ydkg tour                                            a first look
  ydkg queries                                         what can be asked
  ydkg query people/posts_of_a_person --person NAME    an answer, as a table
  ydkg query people/posts_of_a_person --help           its parameters
  ydkg show NAME                                       all about one thing
  ydkg view -o network.html                            the network, to click through
  echo 'SELECT * { ?s a yd:Metric }' | ydkg sparql -   any question in SPARQL
  ydkg init DIR                                        a collection of your own, for `--data DIR`

With a document at hand, `--source FILE` or the variable YDKG_SOURCE makes `query` and `show` print the sentence
behind each fact, and `verify` prove that it is there. Data goes to standard output, talk to standard error. The exit
code is 0, or 1 if a check found something, or 2 if something was wrong.

\b
  eval "$(_YDKG_COMPLETE=bash_source ydkg)"            completion, in ~/.bashrc; zsh_source in ~/.zshrc
"""
DATA_HELP = (
    "The folder of a collection of your own, as `ydkg init` makes one, or Turtle files, one each time; with any verb. "
    f"By default what {VARIABLE} names, else the data that ship with ydkg."
)
LANG_HELP = (
    "The language of what is told, en or zh. By default that of the locale; in what programs read, such as CSV, JSON, "
    "Turtle and BibTeX, en."
)
FORMAT_HELP = "How rows are written: a table, or the W3C's SPARQL results in CSV, TSV or JSON, with full IRIs."
#: Under which name a command line keeps the tag of the language that was asked for; empty where none was.
_LANGUAGE = "ydkg.lang"
#: Layouts, and styles of citations, that programs read: they are the same in every locale.
_FOR_PROGRAMS = frozenset(("csv", "tsv", "json", "ttl", "bibtex", "csl-json"))
#: The variables of POSIX that name the locale of what people read; the first that is set holds.
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")


def run(arguments: Sequence[str]) -> int:
    """Run a verb and turn what went wrong into one line and an exit code."""
    try:
        with pipes_kept():
            status = ydkg.main(args=list(arguments) or ["--help"], prog_name="ydkg", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as end:
        return end.exit_code
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except (click.ClickException, YdkgError, ModuleNotFoundError, UnicodeEncodeError, RecursionError) as error:
        said = _what_is_wrong(error)
        if not said:
            raise
        return _complain(said)
    except (OSError, SystemExit) as error:
        # Python shall not try to write again when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError | SystemExit):  # which is how click ends where a pipe is broken
            return 0
        return _complain(_unwritten(error))
    return status if isinstance(status, int) else 0


def _what_is_wrong(error: Exception) -> str:
    """Say what is wrong, and what to do; empty where it is a bug."""
    if isinstance(error, YdkgError):
        return str(error)
    if isinstance(error, ModuleNotFoundError):
        return str(missing_extra(error) or "")
    if isinstance(error, UnicodeEncodeError):
        return "an argument is not valid Unicode"
    if isinstance(error, click.ClickException):
        context = getattr(error, "ctx", None)
        message = error.format_message().rstrip(".")
        see = f"see `{context.command_path if context else 'ydkg'} --help`"
        return f"{message[:1].lower()}{message[1:]}{' ' if message.endswith('?') else '; '}{see}"
    return "the input is nested too deeply"


def _unwritten(error: OSError) -> str:
    """Say why an output cannot be written."""
    why = system_reason(error) if error.strerror else "standard output is closed"
    if error.filename is None:  # the output has no name
        return f"the output cannot be written: {why}"
    return f"{os.fsdecode(error.filename)}: {why}"


def _complain(said: str) -> int:
    """Write what is wrong in one line, and give the exit code."""
    notify(f"ydkg: {' '.join(said.split())}")
    return WRONG


def notify(line: str) -> None:
    """Write a line on standard error."""
    sys.stderr.write(f"{visible(line)}\n")
    sys.stderr.flush()


class _Verbs(click.Group):
    """Load a verb's module when the verb is called."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take collection and language out of the words, wherever they stand: all depends on them."""
        rest, folders = _without("--data", args)
        rest, tags = _without("--lang", rest)
        asked = tags and not ctx.resilient_parsing
        ctx.meta[_LANGUAGE] = Language.asked(tags[-1]).tag if asked else ""
        if folders:
            before = os.environ.get(VARIABLE, "")
            os.environ[VARIABLE] = os.pathsep.join(folders)
            if not ctx.resilient_parsing:  # a shell's completion looks at the data after this
                ctx.call_on_close(lambda: os.environ.update({VARIABLE: before}))
        return super().parse_args(ctx, rest)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """List the verbs, in the order of the help."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - likewise
        """Load a verb; None where there is no such one."""
        if cmd_name not in VERBS:
            return None
        return cast("click.Command", getattr(import_module(f"ydkg.cli.{VERBS[cmd_name]}"), f"{cmd_name}_verb"))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb that was called, and suggest one where it is misspelled."""
        if args and args[0] not in VERBS and not args[0].startswith("-"):
            from difflib import get_close_matches  # noqa: PLC0415 - only where something is misspelled

            close = get_close_matches(args[0], VERBS, n=1)
            hint = f"did you mean {close[0]}?" if close else f"there are {', '.join(VERBS)}"
            raise click.UsageError(f"no verb is called {quoted(args[0])}; {hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - likewise
        """Write the verbs and what they do, without loading them."""
        for group, verbs in GROUPS.items():
            with formatter.section(group):
                formatter.write_dl([(verb, does) for verb, (_, does) in verbs.items()], col_max=10)


def _without(option: str, words: list[str]) -> tuple[list[str], list[str]]:
    """Tell the words of a command line from the values of an option among them."""
    rest, values, waiting = list[str](), list[str](), iter(words)
    for word in waiting:
        if word == "--":
            return [*rest, word, *waiting], values
        name, equals, value = word.partition("=")
        value = value if equals else next(waiting, "") if name == option else ""
        if name == option and value:
            values.append(value)
        else:
            rest.append(word)
    return rest, values


@click.group(
    cls=_Verbs,
    help=HELP,
    subcommand_metavar="VERB …",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option("--data", metavar="DIR", type=click.Path(readable=False), expose_value=False, help=DATA_HELP)
@click.option("--lang", metavar="TAG", expose_value=False, help=LANG_HELP)
@click.version_option(VERSION, message="ydkg %(version)s", help="Print the version.")
def ydkg() -> None:
    """Stand for the whole command line."""


def _language_tag() -> str:
    """Give the language that was asked for, else that of the locale, but where programs read."""
    context = click.get_current_context()
    asked = str(context.meta.get(_LANGUAGE, ""))
    if asked:
        return asked
    # What is given is known before a default is asked for. A table for a spreadsheet is read by people.
    layout = context.params.get("layout", context.params.get("style"))
    if layout in _FOR_PROGRAMS and not context.params.get("purpose"):
        return ENGLISH.tag
    return Language.of(next(filter(None, map(os.environ.get, _LOCALE)), "")).tag


def day_of(text: str, option: str) -> date:
    """Read a day that an option gives."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ParameterError(f"{option} {quoted(text)}: no day; write it as 2025-12-04", text) from None


def refuse_terminal(output: str, name: str) -> None:
    """Refuse to write what no terminal can show onto one."""
    if output == "-" and sys.stdout.isatty():
        raise OutputError(f"{name} is no text, and is not written to a terminal; give -o FILE", output)


#: A file or a folder, which a shell completes; whether it is there is told by whoever reads or writes it.
PLACE = click.Path(readable=False)
lang_option = click.option("--lang", metavar="TAG", default=_language_tag, show_default=False, help=LANG_HELP)
format_option = click.option(
    "--format", "layout", type=click.Choice(FORMATS), default="table", show_default=True, help=FORMAT_HELP
)
purpose_option = click.option(
    "--for",
    "purpose",
    type=click.Choice(("excel",)),
    help="A table that a spreadsheet opens: CSV with a byte order mark, or a workbook with -o FILE.xlsx; names for "
    "people, bound and unit beside their number, passages last.",
)
output_option = click.option(
    "-o", "--output", metavar="FILE", type=PLACE, default="-", help="Where to write; - is standard output, the default."
)
source_option = click.option(
    "--source",
    "sources",
    metavar="FILE",
    multiple=True,
    type=PLACE,  # so that the variable lists several as a search path does
    envvar="YDKG_SOURCE",
    help="A document's text, to show the sentences behind facts and compare passages with it; may be repeated.",
)
inferred_option = click.option(
    "--inferred", is_flag=True, help="Add what follows by the ontology, marked as inferred; needs Java."
)
derived_option = click.option("--derived", is_flag=True, help="Add what follows by arithmetic, marked as derived.")
endpoint_option = click.option(
    "--endpoint",
    metavar="URL",
    envvar="YDKG_ENDPOINT",
    default="",
    help="Ask the graph on a SPARQL server, which `ydkg push` loads, in place of the collection.",
)
