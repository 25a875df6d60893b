"""One module a page: ``build(page)`` returns the page's parts and is a pure function of its one argument."""
