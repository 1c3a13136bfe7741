"""The code behind a figure or table: of a cell that shows several, the call that made this one."""

import ast


def find_code(source: str, bijschrift: str) -> str:
    """The call in a cell that made the block with this caption, after the values that the cell gives a name.

    The call of a series has the last part of the caption (`<title>: <caption>`). Where there is one call, or no
    certain one, it is the whole cell.
    """
    try:
        statements = ast.parse(source).body
    except SyntaxError:
        return source
    calls = [statement for statement in statements if isinstance(statement, ast.Expr)]
    made = [call for call in calls if bijschrift in _texts(call)] or [
        call for call in calls if any(bijschrift.endswith(f": {text}") for text in _texts(call))
    ]
    if len(calls) == 1 or len(made) != 1:
        return source
    kept = [statement for statement in statements if statement in made or isinstance(statement, ast.Assign)]
    return "\n".join(ast.get_source_segment(source, statement) or "" for statement in kept)


def _texts(statement: ast.stmt) -> set[str]:
    """The texts that are written out in a statement."""
    constants = (node.value for node in ast.walk(statement) if isinstance(node, ast.Constant))
    return {value for value in constants if isinstance(value, str)}
