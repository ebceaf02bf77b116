"""An HTTP server that goes on however it is called: for the webhook, the metrics, and the web page."""
