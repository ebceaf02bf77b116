"""Completion in bash, zsh and fish: a script for each, written from the commands and options that there are.

A script holds all of them, so that a press of Tab starts no program; only names that an archive knows are asked for
(`bot.cli.known_names`).
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import click

from bot.cli.common import as_open_as_usual
from bot.cli.known_names import VARIABLE
from retrieval import ENGINES, NotFound, UsageError

SHELLS = ("bash", "zsh", "fish")
FILE, FLAG, WORDS = "file", "flag", "words"
"""What follows an option, or a command: a file, nothing, or any words; besides, `article`, `language`, `source`."""

_HELP_LENGTH = 70
"""How much of a help fits beside a word on a terminal."""

_FOLLOWING = {"article": "article", "language": "language", "source": "source", "file": FILE}
"""What follows where a parameter has such a name."""

_KNOWN = frozenset({"article", "language", "source"})
"""What `bot.cli.known_names` tells."""


class Option(NamedTuple):
    """An option, or what a command takes: its names, its help, what follows it, and of which words that is one."""

    names: tuple[str, ...]
    help: str
    kind: str
    choices: tuple[str, ...] = ()


class CommandPlace(NamedTuple):
    """A command by the words that lead to it: its subcommands with their help, its options, what else follows it."""

    path: str
    commands: Mapping[str, str]
    options: Sequence[Option]
    kind: str


def script(shell: str, command: click.Command) -> str:
    """The script by which a shell completes a command."""
    return _SCRIPTS[shell](list(places(command)))


def installed(shell: str, command: click.Command, environ: Mapping[str, str]) -> str:
    """Writes the script to where a shell looks for it; what is to be done then, as a sentence.

    Args:
        shell: One of `SHELLS`; empty: the user's.
        command: What is completed.
        environ: The environment, which tells the user's shell and folders.

    Raises:
        UsageError: The user's shell is none of these, and none is named.
        NotFound: The file can't be written, or there is no home for it.
    """
    shell = shell_of(shell, environ)
    home = Path(environ.get("HOME") or os.path.expanduser("~"))  # noqa: PTH111 # a home that isn't there raises nothing
    data = Path(environ.get("XDG_DATA_HOME") or home / ".local/share")
    config = Path(environ.get("XDG_CONFIG_HOME") or home / ".config")
    file, then = {
        "bash": (
            data / "bash-completion/completions/pincite",
            "A new shell uses it; where bash-completion is not installed, add to ~/.bashrc: . {file}",
        ),
        "zsh": (
            data / "zsh/site-functions/_pincite",
            "Unless it is there, add to ~/.zshrc: fpath+=({folder}); autoload -Uz compinit && compinit",
        ),
        "fish": (config / "fish/completions/pincite.fish", "A new shell uses it."),
    }[shell]
    if file.parts[0] == "~":
        raise NotFound("This user has no home folder to write the script to; set HOME, or use --show-completion.")
    try:
        with as_open_as_usual():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(script(shell, command), encoding="utf-8")
    except OSError as error:
        raise NotFound(f"{file} can't be written ({error.strerror}).") from error
    return f"{file} is written. {then.format(file=file, folder=file.parent)}"


def shell_of(shell: str, environ: Mapping[str, str]) -> str:
    """The shell that is named, or else the user's; raises `UsageError` when that is none of `SHELLS`."""
    if not shell:
        shell = os.path.basename(environ.get("SHELL", ""))  # noqa: PTH119 # a name, not a path
    if shell not in SHELLS:
        raise UsageError(f"There is completion for {', '.join(SHELLS)}; name one of them.")
    return shell


def places(command: click.Command, parent: click.Context | None = None, path: str = "") -> Iterator[CommandPlace]:
    """A command and all that are below it.

    Args:
        command: The command.
        parent: The context of the command above it.
        path: The words that lead to it.
    """
    context = click.Context(command, parent=parent, info_name=path or command.name, **command.context_settings)
    subcommands: dict[str, click.Command] = {}
    if isinstance(command, click.Group):
        commands = ((name, command.get_command(context, name)) for name in command.list_commands(context))
        subcommands = {name: sub for name, sub in commands if sub is not None and not sub.hidden}
    options, rest = [], [WORDS]
    for parameter in command.get_params(context):
        if isinstance(parameter, click.Option):
            if not parameter.hidden:
                options.append(_option(parameter))
        else:
            rest.append(_kind(parameter))
    helps = {name: sub.get_short_help_str(_HELP_LENGTH) for name, sub in subcommands.items()}
    yield CommandPlace(path, helps, options, rest[-1])
    for name, sub in subcommands.items():
        yield from places(sub, context, f"{path} {name}".strip())


def _option(option: click.Option) -> Option:
    names = tuple(sorted(option.opts + option.secondary_opts, key=len))
    choices: Sequence[str] = ENGINES if option.name == "engine" else ()
    if isinstance(option.type, click.Choice):
        choices = option.type.choices
    elif (metavar := option.metavar or "").startswith("["):
        choices = metavar.strip("[]").split("|")
    text = (option.help or "").partition(". ")[0].partition("; ")[0]
    return Option(names, text[:_HELP_LENGTH], FLAG if option.is_flag or option.count else _kind(option), tuple(choices))


def _kind(parameter: click.Parameter) -> str:
    """What may follow an option, or a command."""
    if isinstance(parameter.type, click.Path | click.File):
        return FILE
    if {"FILE", "PATH", "DIR"} & set((parameter.metavar or "").replace("[", " ").replace("]", " ").split()):
        return FILE
    return _FOLLOWING.get(parameter.name or "", WORDS)


def _bash(all_places: Sequence[CommandPlace]) -> str:
    """For bash 4.4 and newer."""
    return f"""\
# bash completion of pincite, as `pincite --install-completion bash` writes it.
_pincite_names() {{
    local name begun=${{cur//\\\\/}}
    begun=${{begun#[\\"\\']}}
    while IFS= read -r name; do
        [[ $cur == [\\"\\']* ]] || printf -v name %q "$name"
        COMPREPLY+=("$name")
    done < <({VARIABLE}=$1 "${{COMP_WORDS[0]/#\\~/$HOME}}" "$begun" "${{COMP_WORDS[@]:1}}" 2>/dev/null)
}}
_pincite() {{
    local cur=${{COMP_WORDS[COMP_CWORD]}} prev=${{COMP_WORDS[COMP_CWORD - 1]}} place='' word skip='' i
    COMPREPLY=()
    if [[ $cur == = ]]; then cur=''; elif [[ $prev == = ]]; then prev=${{COMP_WORDS[COMP_CWORD - 2]}}; fi
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${{COMP_WORDS[i]}}
        if [[ -n $skip ]]; then skip=''; continue; fi
        case $word in {_alternatives(_valued(all_places))}) skip=1; continue ;; esac
        case "$place $word" in
{_lines(f"            {before}) place={path} ;;" for before, path in _steps(all_places))}
        esac
    done
    case "$place $prev" in
{_lines(f"        {patterns}) {_bash_values(option)} return ;;" for patterns, option in _values(all_places))}
    esac
    case $place in
{_lines(f"        {_quoted(place.path)}) {_bash_place(place)} ;;" for place in all_places)}
    esac
}}
complete -F _pincite pincite
"""


def _bash_values(option: Option) -> str:
    if option.choices:
        return f"""COMPREPLY=($(compgen -W {_quoted(" ".join(option.choices))} -- "$cur"));"""
    return _bash_kind(option.kind)


def _bash_kind(kind: str) -> str:
    if kind == FILE:
        return "compopt -o default;"
    return f"_pincite_names {kind};" if kind in _KNOWN else ""


def _bash_place(place: CommandPlace) -> str:
    options = _quoted(" ".join(name for option in place.options for name in option.names))
    rest = _bash_kind(place.kind) or ":;"
    if place.commands:
        rest = f"""COMPREPLY=($(compgen -W {_quoted(" ".join(place.commands))} -- "$cur"));"""
    return f"""if [[ $cur == -* ]]; then COMPREPLY=($(compgen -W {options} -- "$cur")); else {rest} fi"""


def _zsh(all_places: Sequence[CommandPlace]) -> str:
    """For zsh, as a function that it loads by its name, or read with `.` or `eval`."""
    return f"""\
#compdef pincite
# zsh completion of pincite, as `pincite --install-completion zsh` writes it.
_pincite_names() {{
    local -a known
    known=("${{(@f)$({VARIABLE}=$1 ${{~words[1]}} "${{(Q)PREFIX}}" ${{(Q)words[2,-1]}} 2>/dev/null)}}")
    known=(${{known:#}})
    compadd -a known
}}
_pincite() {{
    local place='' word skip='' cur=${{words[CURRENT]}} prev=${{words[CURRENT-1]}}
    local -a known
    for word in "${{(@)words[2,CURRENT-1]}}"; do
        if [[ -n $skip ]]; then skip=''; continue; fi
        case $word in ({_alternatives(_valued(all_places))}) skip=1; continue ;; esac
        case "$place $word" in
{_lines(f"            ({before}) place={path} ;;" for before, path in _steps(all_places))}
        esac
    done
    case "$place $prev" in
{_lines(f"        ({patterns}) {_zsh_values(option)} return ;;" for patterns, option in _values(all_places))}
    esac
    case $place in
{_lines(f"        ({_quoted(place.path)}) {_zsh_place(place)} ;;" for place in all_places)}
    esac
}}
if [[ ${{funcstack[1]}} == _pincite ]]; then
    _pincite "$@"
else
    compdef _pincite pincite
fi
"""


def _zsh_values(option: Option) -> str:
    return f"compadd {' '.join(map(_quoted, option.choices))};" if option.choices else _zsh_kind(option.kind)


def _zsh_kind(kind: str) -> str:
    if kind == FILE:
        return "_files;"
    return f"_pincite_names {kind};" if kind in _KNOWN else ""


def _zsh_place(place: CommandPlace) -> str:
    options = [_described(name, option.help) for option in place.options for name in option.names]
    rest = _zsh_kind(place.kind) or ":;"
    if place.commands:
        commands = " ".join(_described(name, text) for name, text in place.commands.items())
        rest = f"known=({commands}); _describe -t commands command known;"
    return f"if [[ $cur == -* ]]; then known=({' '.join(options)}); _describe -o option known; else {rest} fi"


def _described(name: str, text: str) -> str:
    return _quoted(f"{name}:{text.replace(':', chr(92) + ':')}")


def _fish(all_places: Sequence[CommandPlace]) -> str:
    """For fish 3.1 and newer."""
    steps = _lines(
        f"            case {before}\n                set place {path}" for before, path in _steps(all_places)
    )
    return f"""\
# fish completion of pincite, as `pincite --install-completion fish` writes it.
function __pincite_at
    set -l place ''
    set -l skip
    for word in (commandline -opc)[2..-1]
        if set -q skip[1]
            set -e skip[1]
            continue
        end
        switch $word
            case {" ".join(_valued(all_places))}
                set skip 1
                continue
        end
        switch "$place $word"
{steps}
        end
    end
    test "$place" = "$argv[1]"
end
function __pincite_names
    set -l words (commandline -opc)
    {VARIABLE}=$argv[1] $words[1] (commandline -ct) $words[2..-1] 2>/dev/null
end
complete -c pincite -f
{_lines(row for place in all_places for row in _fish_place(place))}
"""


def _fish_place(place: CommandPlace) -> Iterator[str]:
    at = _quoted(f"__pincite_at {_quoted(place.path, fish=True)}", fish=True)
    for name, text in place.commands.items():
        yield f"complete -c pincite -n {at} -a {name} -d {_quoted(text, fish=True)}"
    for option in place.options:
        names = " ".join(f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names)
        values = {FLAG: "", FILE: "-r -F"}.get(option.kind, "-x")
        if option.choices or option.kind in _KNOWN:
            words = " ".join(option.choices) or f"(__pincite_names {option.kind})"
            values = f"-x -a {_quoted(words, fish=True)}"
        yield f"complete -c pincite -n {at} {names} {values} -d {_quoted(option.help, fish=True)}".replace("  ", " ")
    if place.kind == FILE:
        yield f"complete -c pincite -n {at} -F"
    elif place.kind in _KNOWN:
        yield f"complete -c pincite -n {at} -a {_quoted(f'(__pincite_names {place.kind})', fish=True)}"


_SCRIPTS: dict[str, Callable[[Sequence[CommandPlace]], str]] = {"bash": _bash, "zsh": _zsh, "fish": _fish}


def _steps(all_places: Sequence[CommandPlace]) -> list[tuple[str, str]]:
    """Which place with which word after it leads to which other place."""
    steps = [
        (f"{place.path} {name}", f"{place.path} {name}".strip()) for place in all_places for name in place.commands
    ]
    return [(_quoted(before), _quoted(path)) for before, path in steps]


def _valued(all_places: Sequence[CommandPlace]) -> list[str]:
    """The options, of whatever command, that a value follows."""
    return sorted({name for place in all_places for it in place.options if it.kind != FLAG for name in it.names})


def _values(all_places: Sequence[CommandPlace]) -> Iterator[tuple[str, Option]]:
    """What follows options, and the patterns of a place and an option that mean it; those of one place come first."""
    meanings_of: dict[str, dict[tuple[object, ...], list[tuple[str, Option]]]] = {}
    for place in all_places:
        for option in (it for it in place.options if it.kind != FLAG):
            for name in option.names:
                meanings_of.setdefault(name, {}).setdefault((option.kind, option.choices), []).append(
                    (place.path, option)
                )
    everywhere: dict[tuple[object, ...], tuple[list[str], Option]] = {}
    for name, meanings in meanings_of.items():
        if len(meanings) > 1:
            for uses in meanings.values():
                yield _alternatives([_quoted(f"{path} {name}") for path, _ in uses]), uses[0][1]
            continue
        ((meaning, uses),) = meanings.items()
        everywhere.setdefault(meaning, ([], uses[0][1]))[0].append(f"*{_quoted(f' {name}')}")
    yield from ((_alternatives(patterns), option) for patterns, option in everywhere.values())


def _alternatives(patterns: Sequence[str]) -> str:
    return "|".join(patterns)


def _lines(rows: Iterator[str]) -> str:
    return "\n".join(rows)


def _quoted(text: str, *, fish: bool = False) -> str:
    """A text between single quotes, as a shell reads it."""
    if fish:
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
    return "'" + text.replace("'", "'\\''") + "'"
