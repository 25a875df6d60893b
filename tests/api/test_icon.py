"""The icon that a browser asks for beside an answer of the API."""


def test_the_icon_is_the_mark_of_an_open_centre(client):
    answer = client.get("/favicon.ico")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/svg+xml")
    assert answer.text.startswith("<svg")
