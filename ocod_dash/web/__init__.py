"""What knows Streamlit and the browser."""
