"""Where the next centres would bring most: location models on arrays, solved to proof; no page, no store, no sample."""
