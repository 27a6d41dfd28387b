#!/bin/sh
# Prints Gantry's predictions as they come, a JSON object a line, over HTTP; CAMs are at /api/cams/events.
#   docs/examples/subscribe.sh http://127.0.0.1:8080 ['?from=start&scan=ID']
# An event's id, given back as ?from=ID, goes on behind it. With a token: -H "Authorization: Bearer $(cat token)".
curl --silent --fail --no-buffer "$1/api/predictions/events${2:-}" | sed -un 's/^data: //p'
