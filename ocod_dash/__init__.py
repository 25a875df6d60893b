"""A live dashboard of Thailand's community digital centres."""
