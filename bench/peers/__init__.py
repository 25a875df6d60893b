"""The same pages in other frameworks: each shows what ours send, written as its own manual would."""
