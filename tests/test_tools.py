"""The tools that watch scripts and style sheets: they find nothing, and they would find something.

They run with Node from `node_modules`, which `npm ci` fills; without it these tests are skipped,
but fail where CI is set.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from node import MODULES

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ROOT / "geo" / "page" / "js"
JS_TESTS = ROOT / "tests" / "js"
TOOLS = ("lint", "format", "types", "styles")


def run(node: str, tool: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a tool of node_modules in the project's folder."""
    command = [node, str(MODULES / ".bin" / tool), *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def npm_script(name: str) -> list[str]:
    """Return a script of package.json as words, quotes gone."""
    scripts = json.loads((ROOT / "package.json").read_text("utf-8"))["scripts"]
    return [word.strip('"') for word in scripts[name].split()]


@pytest.mark.parametrize("name", TOOLS)
def test_a_tool_finds_nothing(node: str, name: str) -> None:
    told = run(node, *npm_script(name))
    assert told.returncode == 0, told.stdout + told.stderr


@pytest.mark.fast
def test_the_scripts_pass_their_tests_in_node(node: str) -> None:
    assert npm_script("test") == ["node", "--test", "tests/js/**/*.test.js"]
    files = sorted(str(path) for path in JS_TESTS.rglob("*.test.js"))
    assert len(files) > 15
    told = subprocess.run(
        [node, "--test", *files], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stdout + told.stderr


BAD_SCRIPTS = {
    "no-unused-vars": "const idle = 1;",
    "no-unused-vars of a parameter": "export const f = (/** @type {number} */ idle) => 1;",
    "complexity": "/** F.\n * @param {number} n - N.\n * @returns {number} N. */\n"
    "export function f(n) {\n" + "\tif (n > 1) {\n\t\treturn n;\n\t}\n" * 12 + "\treturn 0;\n}",
    "max-params": "export function f(a, b, c, d, e, g) {\n\treturn [a, b, c, d, e, g];\n}",
    "max-lines-per-function": "export function f() {\n" + "\tvoid 0;\n" * 60 + "}",
    "max-len": "export const a = '" + "a" * 110 + "';",
    "jsdoc/require-param": "/**\n * F.\n * @returns {number} N.\n */\nexport function f(n) {\n"
    "\treturn n;\n}",
    "jsdoc/require-returns": "/**\n * F.\n */\nexport function f() {}",
    "no-restricted-syntax": "export const now = new Date();",
    "no-restricted-syntax ": "export const now = Date.now();",
    "no-restricted-syntax  ": "export const year = new Date(0).getFullYear();",
    "no-restricted-syntax   ": "document.body.innerHTML = '';",
    "no-restricted-globals": "export const a = document;",
    "compat/compat": "export const a = new BarcodeDetector();",
    "ecmaVersion": "export const a = class {\n\t#b = 1;\n};",
}


# Lints each text as if it stood among the scripts that know no page; prints the rules it breaks.
LINT_TEXTS = """
import { ESLint } from 'eslint';
import { text } from 'node:stream/consumers';
const eslint = new ESLint({ overrideConfigFile: 'tests/js/eslint.config.js' });
const found = {};
for (const [name, code] of Object.entries(JSON.parse(await text(process.stdin)))) {
    const [report] = await eslint.lintText(code, { filePath: 'geo/page/js/core/bad.js' });
    found[name] = report.messages.map((message) => message.ruleId ?? 'ecmaVersion');
}
console.log(JSON.stringify(found));
"""


@pytest.fixture(scope="module")
def broken_rules(node: str) -> dict[str, list[str]]:
    """Return the rules that each of the bad scripts breaks."""
    told = subprocess.run(
        [node, "--input-type=module", "--eval", LINT_TEXTS],
        cwd=ROOT, input=json.dumps({name: text + "\n" for name, text in BAD_SCRIPTS.items()}),
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return dict(json.loads(told.stdout))


@pytest.mark.parametrize("rule", BAD_SCRIPTS)
def test_eslint_refuses_what_the_rules_forbid(
    broken_rules: dict[str, list[str]], rule: str
) -> None:
    assert rule.split()[0] in broken_rules[rule]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/** @param {number} n */\nexport const f = (n) => n.length;\n", "TS2339"),
        ("export const f = (n) => n;\n", "TS7006"),
        ("/** @type {string} */\nexport const a = 1;\n", "TS2322"),
        ("import { nothing } from './days.js';\nexport const a = nothing;\n", "TS2305"),
    ],
)
def test_the_type_checker_is_strict(node: str, tmp_path: Path, text: str, expected: str) -> None:
    settings = json.loads((ROOT / "tests" / "js" / "tsconfig.json").read_text("utf-8"))
    (tmp_path / "bad.js").write_text(text, "utf-8")
    shutil.copy(SCRIPTS / "core" / "days.js", tmp_path)
    shutil.copy(SCRIPTS / "core" / "types.js", tmp_path)
    options = {**settings["compilerOptions"], "types": []}
    (tmp_path / "tsconfig.json").write_text(
        json.dumps({"compilerOptions": options, "files": ["bad.js"]}), "utf-8"
    )
    told = run(node, "tsc", "--project", str(tmp_path))
    assert expected in told.stdout


def test_stylelint_refuses_what_the_rules_forbid(node: str, tmp_path: Path) -> None:
    sheet = tmp_path / "bad.css"
    sheet.write_text("a {\n\tcolor: red;\n\tcolor: red;\n}\n\nb {\n\tcolr: red;\n}\n", "utf-8")
    told = run(node, "stylelint", "--config", "tests/js/stylelint.config.js", str(sheet))
    assert "property-no-unknown" in told.stdout + told.stderr
    assert "declaration-block-no-duplicate-properties" in told.stdout + told.stderr


# What only a browser has; a script that asks for none of it runs, and is tested, in Node.
OF_A_BROWSER = re.compile(
    r"\b(document|window|navigator|location|Path2D|requestAnimationFrame|matchMedia|ctx|L|HTML\w*Element|addEventListener)\b\.?|\bel\("
    r"|from '.*/dom\.js'"
)


def without_browser(scripts: dict[str, str]) -> set[str]:
    """Return the paths of those scripts that ask for nothing that only a browser has."""
    code = {path: re.sub(r"/\*.*?\*/|(?m:^\s*//[^\n]*$)", "", text, flags=re.S)
            for path, text in scripts.items()}  # fmt: skip
    return {path for path, text in code.items() if text.strip() and not OF_A_BROWSER.search(text)}


def test_every_script_without_a_browser_has_a_test_in_node() -> None:
    scripts = {
        path.relative_to(SCRIPTS).as_posix(): path.read_text("utf-8")
        for path in SCRIPTS.rglob("*.js")
    }
    tests = "".join(path.read_text("utf-8") for path in JS_TESTS.rglob("*.test.js"))
    tested = set(re.findall(r"geo/page/js/([\w/]+\.js)", tests))
    assert without_browser(scripts) - tested == set()
    assert tested <= set(scripts)


def test_a_script_that_asks_for_the_page_is_none_of_those() -> None:
    scripts = {
        "plain.js": "// document\nexport const a = 1;",
        "page.js": "export const a = document.title;",
        "types.js": "/** @typedef {string} A */",
        "made.js": "import { el } from '../dom/dom.js';\nexport const b = 1;",
    }
    assert without_browser(scripts) == {"plain.js"}


def test_the_types_of_scripts_have_no_way_out() -> None:
    found = [
        f"{path.name}:{number}"
        for path in sorted(SCRIPTS.rglob("*.js"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if re.search(r"@ts-|\{any\}|\bany\[\]|<any\b|\bany>|eslint-disable", line)
    ]
    assert found == []


def test_package_json_names_exact_versions_and_the_lock_no_addresses() -> None:
    package = json.loads((ROOT / "package.json").read_text("utf-8"))
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", v) for v in package["devDependencies"].values())
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))
    assert not [name for name, one in lock["packages"].items() if "resolved" in one]
    pinned = lock["packages"][""]["devDependencies"]
    assert pinned == package["devDependencies"]
