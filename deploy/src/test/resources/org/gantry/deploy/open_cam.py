"""Opens a scan and its CAM as others do: NIfTI by nibabel, a Parametric Map by pydicom. Says whether all lie in one place.

usage: open_cam.py SCAN.nii.gz CAM.nii.gz CAM.dcm
"""
import sys

import nibabel
import numpy
import pydicom

scan, cam = (nibabel.load(path) for path in sys.argv[1:3])
assert cam.shape == scan.shape, (cam.shape, scan.shape)
assert numpy.allclose(cam.affine, scan.affine, atol=1e-4), (cam.affine, scan.affine)
values = cam.get_fdata(dtype=numpy.float32)

parametric = pydicom.dcmread(sys.argv[3])
pixels = numpy.frombuffer(parametric.FloatPixelData, "<f4")
frames = pixels.reshape(parametric.NumberOfFrames, parametric.Rows, parametric.Columns)
shared = parametric.SharedFunctionalGroupsSequence[0]
between_rows, between_columns = (float(mm) for mm in shared.PixelMeasuresSequence[0].PixelSpacing)
orientation = [float(x) for x in shared.PlaneOrientationSequence[0].ImageOrientationPatient]
to_voxel = numpy.linalg.inv(cam.affine)
for frame, groups in zip(frames, parametric.PerFrameFunctionalGroupsSequence):
    position = numpy.array([float(x) for x in groups.PlanePositionSequence[0].ImagePositionPatient])
    for row, column in ((0, 0), (5, 9), (frame.shape[0] // 2, frame.shape[1] // 2)):
        along = numpy.array(orientation[:3]) * between_columns * column
        down = numpy.array(orientation[3:]) * between_rows * row
        left, back, up = position + along + down
        voxel = to_voxel @ [-left, -back, up, 1]
        i, j, k = numpy.rint(voxel[:3]).astype(int)
        assert numpy.allclose(voxel[:3], [i, j, k], atol=0.01), voxel
        expected = values[i, j, k]
        seen = frame[row, column]
        padding = parametric["FloatPixelPaddingValue"].value
        assert seen == (padding if numpy.isnan(expected) else expected), (seen, expected)
print("the same", len(frames), "slices in the same place")
