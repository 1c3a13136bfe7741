"""Templates in their sandbox: compiled once, each way of escaping apart."""

from jinja2 import DictLoader, Environment

from sdreport.publish.templating import close_environment


def test_a_template_that_two_kinds_of_page_share_escapes_in_one_and_not_in_the_other() -> None:
    plain = Environment(loader=DictLoader({"gedeeld": "{{ waarde }}"}))
    for autoescape, shown in ((True, "&lt;b&gt;"), (False, "<b>"), (True, "&lt;b&gt;")):
        environment = close_environment(plain, autoescape=autoescape)
        assert environment.get_template("gedeeld").render(waarde="<b>") == shown


def test_a_template_that_changed_is_compiled_again() -> None:
    for source in ("een {{ waarde }}", "twee {{ waarde }}"):
        plain = Environment(loader=DictLoader({"veranderd": source}))
        text = close_environment(plain, autoescape=True).get_template("veranderd").render(waarde=1)
        assert text == source.replace("{{ waarde }}", "1")
