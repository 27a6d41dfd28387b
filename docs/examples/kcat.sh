#!/bin/sh
# Prints the predictions that stand on the bus as text, by kcat and protoc (Debian: kcat protobuf-compiler libprotobuf-dev).
#   docs/examples/kcat.sh 127.0.0.1:9092
schema=$(dirname "$0")/../../proto/src/main/protobuf
predictions="kcat -C -q -e -b $1 -t gantry.predictions.v1 -X isolation.level=read_committed"

$predictions -o beginning -f '%p %o\n' | while read -r partition offset; do
    $predictions -p "$partition" -o "$offset" -c 1 -D '' |
        protoc -I "$schema" --decode gantry.v1.Prediction gantry/v1/answer.proto
done
