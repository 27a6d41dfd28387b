#!/usr/bin/env python3
"""Publishes a NIfTI scan of int16 HU to Gantry slice by slice, with nothing of Gantry but its schema.

  protoc -I proto/src/main/protobuf --python_out=schema gantry/v1/scan.proto
  PYTHONPATH=schema python3 docs/examples/produce.py 127.0.0.1:9092 scan.nii.gz
"""
import gzip
import pathlib
import struct
import sys
import uuid

from confluent_kafka import Producer
from gantry.v1.scan_pb2 import ScanHeader, Slice, Vector3


def read(path):
    """Rows, columns, the affine's rows and the slices of a scan whose axes run left, back, head: Gantry's order."""
    data = pathlib.Path(path).read_bytes()
    data = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
    columns, rows, count = struct.unpack_from("<3h", data, 42)
    affine = [struct.unpack_from("<4f", data, 280 + 16 * i) for i in range(3)]
    steps = [affine[i][i] for i in range(3)]
    if struct.unpack_from("<h", data, 70) != (4,) or not (steps[0] < 0 and steps[1] < 0 and steps[2] > 0):
        sys.exit(f"{path}: datatype or sform is not int16 by left, back, head; 'gantry ingest' turns and reads it")
    start, size = int(struct.unpack_from("<f", data, 108)[0]), 2 * rows * columns
    return rows, columns, affine, [data[start + k * size : start + (k + 1) * size] for k in range(count)]


def header(scan, rows, columns, affine):
    h = ScanHeader(scan_id=scan, patient_id=scan, rows=rows, columns=columns)  # never a patient's real name or number
    h.intensity.hu = True
    for name, column in (("column", 0), ("row", 1), ("slice", 2), ("origin", 3)):
        getattr(h.geometry, name).CopyFrom(Vector3(x=affine[0][column], y=affine[1][column], z=affine[2][column]))
    return h


def main(servers, path):
    scan = pathlib.Path(path).name.split(".")[0]
    rows, columns, affine, slices = read(path)
    lost = []
    producer = Producer({"bootstrap.servers": servers, "acks": "all", "enable.idempotence": True, "compression.type": "lz4",
                         "partitioner": "murmur2_random"})  # Java's: a scan's slices meet in one place
    for k, pixels in enumerate(slices):
        value = Slice(header=header(scan, rows, columns, affine), index=k, expected=len(slices))
        value.pixels.int16 = pixels  # feet to head, rows front to back, columns from the patient's right to the left
        producer.produce(
            "gantry.slices.v1", key=scan, value=value.SerializeToString(),
            headers={"ce_specversion": "1.0", "ce_id": str(uuid.uuid4()), "ce_type": "gantry.v1.Slice",
                     "ce_source": "/produce.py", "content-type": "application/protobuf"},
            on_delivery=lambda error, _: lost.append(error) if error else None)
        producer.poll(0)
    producer.flush()
    sys.exit(f"{len(lost)} slices were not taken: {lost[0]}" if lost else None)


if __name__ == "__main__":
    main(*sys.argv[1:])
