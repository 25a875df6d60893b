"""The shell and the Streamlit parts that the pages share."""
