# SPDX-License-Identifier: MIT
"""What the style checks share: which C sources there are, and how to read them."""
import re
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
_TOKEN = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL)
_DEFINITION = re.compile(r'^(\w+) ?\(')


def c_sources(*folders):
    """The .c and .h files below these folders, in order."""
    return sorted(path for folder in folders for path in (TOP / folder).rglob('*.[ch]'))


def without_comments(text, keep_strings=False):
    """The same text, as long and with the same lines, with comments (and strings) blanked out."""
    def blank(match):
        if keep_strings and match[0][0] in '"\'':
            return match[0]
        return re.sub(r'[^\n]', ' ', match[0])
    return _TOKEN.sub(blank, text)


def c_functions(lines):
    """Yields (name, first line, last line) of the functions defined in a file of the house's style:
    name at the start of a line, body between a { and a } at the start of lines."""
    name, start, body = None, 0, False
    for number, line in enumerate(lines, 1):
        if body:
            if line.startswith('}'):
                yield name, start, number
                name, body = None, False
        elif line.startswith('{') and name:
            body = True
        elif (definition := _DEFINITION.match(line)):
            name, start = definition[1], number
        elif not line or line.startswith(('}', '#', '/')):
            name = None
