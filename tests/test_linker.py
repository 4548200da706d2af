"""ES modules become one classic script: in a fixed order, or with a line that says why not."""

from __future__ import annotations

import pytest

from geo.page.linker import link, parse_module, sort_modules

HALF = "// B.\nexport const TWO = 2;\nexport function half(n) {\n\treturn n / TWO;\n}\n"
QUARTER = "import { half } from './b.js';\n\nexport const quarter = (n) => half(half(n));\n"
MAIN = "import {\n\tquarter,\n} from '../core/a.js';\n\nexport const start = () => quarter(8);\n"
SMALL = {"core/b.js": HALF, "core/a.js": QUARTER, "app/main.js": MAIN}


def test_each_module_stands_after_what_it_imports() -> None:
    modules = {path: parse_module(path, text) for path, text in SMALL.items()}
    assert [module.path for module in sort_modules(modules)] == list(SMALL)


def test_the_same_modules_give_the_same_script_whatever_their_order() -> None:
    turned = dict(reversed(SMALL.items()))
    script = link(SMALL, "app/main.js", "start")
    assert script == link(turned, "app/main.js", "start")
    assert "import" not in script
    assert "export" not in script
    assert script.startswith("const start = (() => {\n'use strict';\n// core/b.js\n")


def test_a_module_of_types_alone_is_left_out() -> None:
    types = {"core/types.js": "/** @typedef {import('./b.js').B} B */\n// Nothing runs.\n"}
    assert link({**SMALL, **types}, "app/main.js", "start") == link(SMALL, "app/main.js", "start")


def test_comments_for_developers_stay_out_of_the_page() -> None:
    spoken = "/**\n * Half * of it.\n **/\n" + HALF.replace("return", "return /** @type {n} */ ")
    script = link({**SMALL, "core/b.js": spoken}, "app/main.js", "start")
    assert "Half" not in script
    assert "return /** @type {n} */  n / TWO;" in script
    assert "// B." in script


def test_several_imports_of_one_file_are_one_list() -> None:
    text = "import { a } from './x.js';\nimport { b } from './x.js';\n"
    assert parse_module("core/y.js", text).imports == {"core/x.js": ("a", "b")}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("export default 1;", "core/x.js:2: `export default 1;`; expected"),
        ("export let n = 1;", "core/x.js:2: `export let n = 1;`; expected"),
        ("export { a };", "core/x.js:2: `export { a };`; expected"),
        ("export * from './a.js';", "core/x.js:2: `export * from './a.js';`; expected"),
        ("import './a.js';", "core/x.js:2: `import './a.js';`; expected"),
        ("import a from './a.js';", "core/x.js:2: `import a from './a.js';`; expected"),
        ("import * as a from './a.js';", "core/x.js:2: `import * as a from './a.js';`; expected"),
        ("import { a as b } from './a.js';", "a plain name instead of 'a as b'"),
        ("import { a } from 'a';", "core/x.js:2: `import { a } from 'a';`; expected"),
        ("const a = import('./a.js');", "expected a static import by name"),
        ("const a = '</script>';", "core/x.js:2: </script would end the script"),
    ],
)
def test_any_other_form_is_refused_with_its_line(line: str, expected: str) -> None:
    with pytest.raises(ValueError, match=r"core/x\.js") as told:
        parse_module("core/x.js", f"// X.\n{line}\n")
    assert expected in str(told.value)


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("core/b.js", "import { quarter } from './a.js';\nexport const half = 1;\n", "circle"),
        ("core/a.js", "import { half } from './c.js';\nexport const quarter = 1;\n", "not exist"),
        ("core/a.js", "import { half } from '../../b.js';\n", "does not exist"),
        ("core/a.js", "import { third } from './b.js';\n", "does not export"),
        ("core/z.js", "export const z = 1;\n", "core/z.js: no script imports it"),
        ("app/main.js", "export const begin = 1;\n", "app/main.js: expected to export start"),
    ],
)
def test_scripts_that_do_not_fit_together_are_refused(path: str, text: str, expected: str) -> None:
    with pytest.raises(ValueError, match=expected):
        link({**SMALL, path: text}, "app/main.js", "start")
