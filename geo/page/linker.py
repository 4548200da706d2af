"""Link the ES modules of the page into one classic script, without Node.

A page opened from disk cannot load modules, and the page's policy lets exactly one script run,
named by its hash. So the modules are put one after another, lowest first, each in a function of
its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import PurePosixPath

IMPORT = re.compile(
    r"import \{\s*(?P<names>[\w$,\s]+?)\s*\} from '(?P<path>\.{1,2}/[\w./-]+\.js)';"
)
EXPORT = re.compile(r"export (?P<what>(?:async )?function|const|class) (?P<name>[\w$]+)")
# Types and words for developers: a tenth of the page, and nothing that a browser reads.
DOC_COMMENT = re.compile(r"^[ \t]*/\*\*(?:[^*]|\*(?!/))*\*/[ \t]*\n", re.MULTILINE)
# A statement at the start of a line; an import may stretch over several lines.
STATEMENT = re.compile(r"^(?:export\b ?|import\b(?:\s*\{[^}]*\}[^;\n]*;)?)", re.MULTILINE)


@dataclass(frozen=True)
class Module:
    """Hold one script: its path, what it imports (path -> names), what it exports, and its body."""

    path: str
    imports: Mapping[str, tuple[str, ...]]
    exports: tuple[str, ...]
    body: str


def parse_module(path: str, text: str) -> Module:
    """Read one module; its path is relative to the folder of all scripts.

    Raises
    ------
    ValueError
        With `path:line: what is wrong`, for any import or export that is not static and named,
        and for text that would end the script element.
    """
    if "</script" in text.lower():
        line = text[: text.lower().index("</script")].count("\n") + 1
        raise ValueError(f"{path}:{line}: </script would end the script of the page; split it")
    if dynamic := re.search(r"^.*\bimport\s*[(.]", _without_comments(text), re.MULTILINE):
        raise ValueError(_fault(path, text, dynamic.start(), "a static import by name"))
    imports: dict[str, tuple[str, ...]] = {}
    exports: list[str] = []

    def keep(match: re.Match[str]) -> str:
        if found := IMPORT.fullmatch(match[0]):
            names = tuple(name.strip() for name in found["names"].split(",") if name.strip())
            if unclear := [name for name in names if not re.fullmatch(r"[\w$]+", name)]:
                expected = f"a plain name instead of {unclear[0]!r}"
                raise ValueError(_fault(path, text, match.start(), expected))
            target = _resolve(path, found["path"])
            imports[target] = (*imports.get(target, ()), *names)
            return "\n" * match[0].count("\n")
        found = EXPORT.match(text, match.start())
        if not found:
            expected = "`import { name } from './file.js';` or `export function|const|class name`"
            raise ValueError(_fault(path, text, match.start(), expected))
        exports.append(found["name"])
        return ""

    body = STATEMENT.sub(keep, text)
    return Module(path, imports, tuple(exports), body.strip("\n") + "\n")


def sort_modules(modules: Mapping[str, Module]) -> list[Module]:
    """Return all modules, each after those it imports; equals stand in the order of their paths.

    Raises
    ------
    ValueError
        For an import of a file or a name that does not exist, and for a circle.
    """
    for module in modules.values():
        for target, names in module.imports.items():
            if target not in modules:
                raise ValueError(f"{module.path}: imports {target}, which does not exist")
            for name in names:
                if name not in modules[target].exports:
                    raise ValueError(
                        f"{module.path}: imports {name}, which {target} does not export"
                    )
    # Sets have an order of their own in each run; the page must not.
    sorter = TopologicalSorter({path: sorted(modules[path].imports) for path in sorted(modules)})
    try:
        sorter.prepare()
    except CycleError as error:
        raise ValueError(
            "scripts import each other in a circle: " + " -> ".join(error.args[1])
        ) from None
    order: list[Module] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready())
        order += (modules[path] for path in ready)
        sorter.done(*ready)
    return order


def link(sources: Mapping[str, str], entry: str, start: str) -> str:
    """Return one classic script that declares `start`, a function which the entry module exports.

    `sources` maps the path of each module to its text. The same sources give the same script;
    comments that begin a line with `/**` are left out of it.

    Raises
    ------
    ValueError
        As `parse_module` and `sort_modules` do, and for a script that the entry never reaches.
    """
    modules = {path: parse_module(path, text) for path, text in sources.items()}
    # A module of nothing but comments holds types for the checker.
    order = [module for module in sort_modules(modules) if _has_code(module.body)]
    if entry not in modules or start not in modules[entry].exports:
        raise ValueError(f"{entry}: expected to export {start}")
    if idle := sorted({m.path for m in order} - _reached(order, entry)):
        raise ValueError(f"{idle[0]}: no script imports it")
    place = {module.path: f"m{number}" for number, module in enumerate(order)}
    parts = [_wrap(module, place) for module in order]
    parts.append(f"return {place[entry]}.{start};\n")
    return f"const {start} = (() => {{\n'use strict';\n{''.join(parts)}}})();\n"


def _has_code(body: str) -> bool:
    return bool(_without_comments(body).strip())


def _without_comments(text: str) -> str:
    """Blank out comments, which may name a type by `import(...)`; lines keep their places."""
    comment = re.compile(r"/\*.*?\*/|^\s*//[^\n]*", re.DOTALL | re.MULTILINE)
    return comment.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def _wrap(module: Module, place: Mapping[str, str]) -> str:
    taken = "".join(
        f"const {{ {', '.join(names)} }} = {place[target]};\n"
        for target, names in module.imports.items()
    )
    given = f"return {{ {', '.join(module.exports)} }};\n" if module.exports else ""
    inside = f"{taken}{DOC_COMMENT.sub('', module.body)}{given}"
    return f"// {module.path}\nconst {place[module.path]} = (() => {{\n{inside}}})();\n"


def _reached(order: list[Module], entry: str) -> set[str]:
    reached = {entry}
    for module in reversed(order):
        if module.path in reached:
            reached.update(module.imports)
    return reached


def _resolve(path: str, target: str) -> str:
    parts: list[str] = []
    for part in (*PurePosixPath(path).parent.parts, *target.split("/")):
        if part == "..":
            # Above the folder of all scripts there is nothing to import; the name stays as it is.
            parts = parts[:-1] if parts else [".."]
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def _fault(path: str, text: str, position: int, expected: str) -> str:
    line = text[:position].count("\n") + 1
    found = text[position:].split("\n", 1)[0].strip()
    return f"{path}:{line}: `{found}`; expected {expected}"
