"""``ydkg completion``: print what makes a shell complete verbs, questions and their parameters."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from ydkg.errors import problem

#: What a shell must have done before: zsh completes nothing until it is told to.
_BEFORE = {"zsh": "(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }\n"}


@click.command(name="completion")
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
@click.pass_context
def command(context: click.Context, shell: str) -> None:
    """Print what makes your shell complete verbs, questions and their parameters.

    \b
      eval "$(ydkg completion bash)"            in ~/.bashrc
      eval "$(ydkg completion zsh)"             in ~/.zshrc
      ydkg completion fish | source             in ~/.config/fish/config.fish
    """  # noqa: D301 - a click mark: lines to be kept apart
    completion = get_completion_class(shell)
    if completion is None:  # pragma: no cover - click knows these three
        raise click.UsageError(problem("no completion for {shell}", shell=shell), context)
    made = completion(context.find_root().command, {}, "ydkg", "_YDKG_COMPLETE")
    first, rest = (made.source_template % made.source_vars()).split("\n", 1)
    click.echo(f"{first}\n{_BEFORE.get(shell, '')}{rest}")
