"""The verbs of the command line: what there is, without loading any of it."""

from __future__ import annotations

import os
from copy import copy
from importlib import import_module
from typing import cast

import click

from ydkg.cli.options import ASKED, LANGUAGE, PLACE, language_of_locale
from ydkg.collection import VARIABLE
from ydkg.errors import Listed, problem, quoted
from ydkg.version import VERSION
from ydkg.words.language import Language

#: Verb -> what it does, in the order of the help; each has a module of its name with a ``command``.
VERBS = {
    "tour": "Ask three questions, write a network and a graph, and say what to type next.",
    "query": "Ask one of the named questions.",
    "queries": "List the named questions, or describe one.",
    "show": "Say everything about one thing.",
    "cite": "Cite a fact or a thing.",
    "promises": "Say what became of what was planned or under way.",
    "path": "Say how two things are connected.",
    "sparql": "Ask in SPARQL.",
    "view": "Write the network as one interactive page.",
    "serve": "Serve the graph: pages for people, SPARQL and linked data for programs.",
    "mcp": "Let an assistant ask the graph, by the Model Context Protocol.",
    "export": "Write the graph or the network in another format.",
    "push": "Load a collection into a SPARQL server.",
    "check": "Check the graph in every way there is.",
    "verify": "Check that every fact leads to its source.",
    "audit": "Recompute every stated change and outcome.",
    "reason": "Draw the conclusions that follow by the ontology.",
    "coverage": "Show which parts of the document carry facts.",
    "review": "Review a draft in the browser.",
    "draft": "Read a document by rules, and propose its facts for a review.",
    "accept": "Take what was reviewed of a draft into a collection.",
    "diff": "Say what differs between two versions of the graph.",
    "format": "Rewrite data files in canonical form.",
    "passage": "Give the position of words in the document, as Turtle.",
    "source": "Take a document's text out of a saved page, and prove it.",
    "index": "Index a large collection, so that questions need not read its files.",
    "init": "Make a folder for a collection of your own.",
    "completion": "Print what makes your shell complete these words.",
}
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
"""


LANG_HELP = "The language to speak, en or zh; with any verb. By default that of the locale, else en."
DATA_HELP = (
    "The folder of a collection of your own, as `ydkg init` makes one, or Turtle files, one each time; with any verb. "
    f"By default what {VARIABLE} names, else the data that ship with ydkg."
)


class _LazyGroup(click.Group):
    """Load a verb's module when the verb is called."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take collection and language out of the words, wherever they stand: all depends on them."""
        rest, given = _without("--data", args)
        rest, tags = _without("--lang", rest)
        ctx.meta[ASKED], ctx.meta[LANGUAGE] = bool(tags), tags[-1] if tags else language_of_locale().tag
        if not ctx.resilient_parsing and Language.asked(ctx.meta[LANGUAGE]).chinese:
            from ydkg.cli.helping import ChineseContext  # noqa: PLC0415 - English does without

            ctx.formatter_class = ChineseContext.formatter_class
        if given:
            before = os.environ.get(VARIABLE, "")
            os.environ[VARIABLE] = os.pathsep.join(given)
            if not ctx.resilient_parsing:  # a shell's completion looks at the data after this
                ctx.call_on_close(lambda: os.environ.update({VARIABLE: before}))
        return super().parse_args(ctx, rest)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """List the verbs, in the order of the help."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a verb; None where there is no such one."""
        if cmd_name not in VERBS:
            return None
        command = cast("click.Command", import_module(f"ydkg.cli.{cmd_name}").command)
        if str(ctx.meta.get(LANGUAGE, "")).lower().startswith("zh"):
            from ydkg.cli.helping import ChineseContext  # noqa: PLC0415 - English does without

            command = copy(command)
            command.context_class = ChineseContext
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb that was called, and suggest one where it is misspelled."""
        if args and args[0] not in VERBS and not args[0].startswith("-"):
            from difflib import get_close_matches  # noqa: PLC0415 - only where something is misspelled

            close = get_close_matches(args[0], VERBS, n=1)
            names = Listed(close or VERBS)
            hint = problem("did you mean {names}?", names=names) if close else problem("there are {names}", names=names)
            raise click.UsageError(problem("no verb is called {name}; {hint}", name=quoted(args[0]), hint=hint), ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - likewise
        """Write the verbs and what they do, without loading them."""
        with formatter.section("Verbs"):
            formatter.write_dl(list(VERBS.items()))


def _without(option: str, words: list[str]) -> tuple[list[str], list[str]]:
    """Tell the words of a command line from the values of an option among them."""
    rest, given, waiting = list[str](), list[str](), iter(words)
    for word in waiting:
        if word == "--":
            return [*rest, word, *waiting], given
        name, equals, value = word.partition("=")
        value = value if equals else next(waiting, "") if name == option else ""
        if name == option and value:
            given.append(value)
        else:
            rest.append(word)
    return rest, given


@click.group(
    cls=_LazyGroup,
    help=HELP,
    subcommand_metavar="VERB …",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option("--data", metavar="DIR", type=PLACE, expose_value=False, help=DATA_HELP)
@click.option("--lang", metavar="TAG", expose_value=False, help=LANG_HELP)
@click.version_option(VERSION, message="ydkg %(version)s", help="Print the version.")
def ydkg() -> None:
    """Stand for the whole command line."""
