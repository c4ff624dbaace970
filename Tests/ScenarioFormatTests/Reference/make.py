"""Makes the files in this folder with the packages that users have them from: see README.md for versions."""
import os

import navis
import nibabel
import numpy as np
import pandas as pd
import vtk
from PIL import Image

os.chdir(os.path.dirname(os.path.abspath(__file__)))

# A forked vessel [um]: a trunk of two pieces and two branches; radii 4, 3.5, 3, 2, 1.5.
points = [(10.0, 20.0, 5.0), (30.0, 20.0, 5.0), (50.0, 30.0, 10.0), (70.0, 20.0, 15.0), (70.0, 50.0, 15.5)]
radii = [4.0, 3.5, 3.0, 2.0, 1.5]
lines = [(0, 1, 2), (2, 3), (2, 4)]

table = pd.DataFrame(
    [(i + 1, 0, *points[i], radii[i], parent) for i, parent in enumerate([-1, 1, 2, 3, 3])],
    columns=["node_id", "label", "x", "y", "z", "radius", "parent_id"])
neuron = navis.TreeNeuron(table, units="um")
navis.write_swc(neuron, "fork.swc", labels=False)


def polydata():
    data = vtk.vtkPolyData()
    corners = vtk.vtkPoints()
    for point in points:
        corners.InsertNextPoint(point)
    cells = vtk.vtkCellArray()
    for line in lines:
        cells.InsertNextCell(len(line))
        for place in line:
            cells.InsertCellPoint(place)
    data.SetPoints(corners)
    data.SetLines(cells)
    for name, kind in [("Radius", vtk.vtkDoubleArray), ("flow", vtk.vtkFloatArray)]:
        array = kind()
        array.SetName(name)
        for radius in radii:
            array.InsertNextValue(radius if name == "Radius" else 10 * radius)
        data.GetPointData().AddArray(array)
    velocity = vtk.vtkFloatArray()
    velocity.SetName("velocity")
    velocity.SetNumberOfComponents(3)
    for radius in radii:
        velocity.InsertNextTuple3(radius, 0, 0)
    data.GetPointData().SetVectors(velocity)
    return data


for name, is_text, version in [("fork-51-text", True, 51), ("fork-51-binary", False, 51),
                               ("fork-42-text", True, 42), ("fork-42-binary", False, 42)]:
    writer = vtk.vtkPolyDataWriter()
    writer.SetInputData(polydata())
    writer.SetFileName(name + ".vtk")
    writer.SetFileVersion(version)
    writer.SetFileTypeToASCII() if is_text else writer.SetFileTypeToBinary()
    writer.Write()

for name, settings in {
        "fork-default": lambda w: None,
        "fork-text": lambda w: w.SetDataModeToAscii(),
        "fork-base64": lambda w: w.SetDataModeToBinary(),
        "fork-base64-plain": lambda w: (w.SetDataModeToBinary(), w.SetCompressorTypeToNone()),
        "fork-appended-plain": lambda w: (w.SetDataModeToAppended(), w.SetCompressorTypeToNone(),
                                          w.EncodeAppendedDataOff()),
        "fork-appended-raw": lambda w: (w.SetDataModeToAppended(), w.EncodeAppendedDataOff()),
        "fork-big-endian": lambda w: (w.SetByteOrderToBigEndian(), w.SetHeaderTypeToUInt64()),
        "fork-lz4": lambda w: w.SetCompressorTypeToLZ4(),
}.items():
    writer = vtk.vtkXMLPolyDataWriter()
    writer.SetInputData(polydata())
    writer.SetFileName(name + ".vtp")
    settings(writer)
    writer.Write()

# A block of 4 x 3 x 2 labels: 100 z + 10 y + x.
labels = np.array([[[100 * z + 10 * y + x for z in range(2)] for y in range(3)] for x in range(4)])
for name, kind in [("block-uint8.nii", np.uint8), ("block-int16.nii.gz", np.int16), ("block-float.nii", np.float32)]:
    image = nibabel.Nifti1Image(labels.astype(kind), np.diag([0.01, 0.01, 0.02, 1]))
    image.header.set_xyzt_units("mm")
    nibabel.save(image, name)
image = nibabel.Nifti1Image(labels.astype(np.int32), np.diag([10, 10, 20, 1]),
                            nibabel.Nifti1Header(endianness=">"))
image.header.set_xyzt_units("micron")
nibabel.save(image, "block-big-endian.nii")
image = nibabel.Nifti1Image(labels.astype(np.int16), np.eye(4))
image.header["xyzt_units"] = 0
nibabel.save(image, "block-no-unit.nii")

# The first slice as pictures: rows are y.
plane = labels[:, :, 0].T
Image.fromarray(plane.astype(np.uint8)).save("plane.png")
Image.fromarray(plane.astype(np.uint8)).save("plane.pgm")
Image.fromarray((plane + 100).astype(np.uint8)).save("plane-2.png")
colours = {0: (230, 180, 200), 1: (250, 240, 220)}
Image.fromarray(np.array([[colours[int(v % 2)] for v in row] for row in plane], dtype=np.uint8)).save("plane-colour.png")
