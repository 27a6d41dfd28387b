#!/usr/bin/env python3
"""Prints Gantry's predictions and CAMs as they come, a JSON object a line, with nothing of Gantry but its schema
(Debian: python3-protobuf python3-confluent-kafka protobuf-compiler libprotobuf-dev).

  protoc -I proto/src/main/protobuf --python_out=schema gantry/v1/answer.proto gantry/v1/scan.proto
  PYTHONPATH=schema python3 docs/examples/subscribe.py 127.0.0.1:9092 [how many]
"""
import json
import struct
import sys

from confluent_kafka import OFFSET_BEGINNING, Consumer, TopicPartition
from gantry.v1.answer_pb2 import Cam, Prediction

TOPICS = {"gantry.predictions.v1": Prediction, "gantry.cams.v1": Cam}


def join(chunks, record):
    """The value that a record completes; a large one comes in chunks, whose header says index, count, bytes and id."""
    header = dict(record.headers() or []).get("gantry_chunk")
    if header is None:
        return record.value()
    index, count, _ = struct.unpack_from(">iiq", header)
    parts = chunks.setdefault((record.topic(), header[16:]), [])
    if index != len(parts):
        return None
    parts.append(record.value())
    return b"".join(chunks.pop((record.topic(), header[16:]))) if index == count - 1 else None


def say(answer):
    if isinstance(answer, Prediction):
        return {"scan": answer.scan_id, "probabilities": dict(zip(answer.labels, answer.probabilities))}
    grid, cells = answer.cells_grid, answer.cells_float32
    return {"scan": answer.scan_id, "label": answer.label, "grid": [grid.depth, grid.height, grid.width],
            "cells": struct.unpack(f"<{len(cells) // 4}f", cells)}


def main(servers, count="0"):
    consumer = Consumer({"bootstrap.servers": servers, "group.id": "none", "enable.auto.commit": False,
                         "isolation.level": "read_committed"})  # only what was published for good
    topics = consumer.list_topics(timeout=10).topics
    consumer.assign([TopicPartition(topic, partition, OFFSET_BEGINNING)  # or the offset behind what you have read
                     for topic in TOPICS for partition in topics[topic].partitions])
    chunks, said = {}, 0
    while count == "0" or said < int(count):
        record = consumer.poll(1.0)
        if record is not None and record.error() is None:
            value = join(chunks, record)
            if value is not None:
                print(json.dumps(say(TOPICS[record.topic()].FromString(value))), flush=True)
                said += 1
    consumer.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
