"""Open a project in a real QGIS and tell, as JSON, what QGIS makes of it.

Run by a Python that has `qgis`, which is not the one of the tests:
qgis_probe.py PROJECT PICTURE DAY...
"""

import json
import sqlite3
import sys
import tempfile
from contextlib import closing

from qgis.core import (
    QgsApplication,
    QgsCoordinateTransform,
    QgsDateTimeRange,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeatureRequest,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
    QgsVectorLayerTemporalContext,
)
from qgis.PyQt.QtCore import QDate, QDateTime, QSize, QTime


def frame_of(day):
    """Return the frame the temporal controller shows for a day, its own end not included."""
    date = QDate.fromString(day, "yyyy-MM-dd")
    start = QDateTime(date, QTime(0, 0))
    return QgsDateTimeRange(start, start.addDays(1), True, False)


def ids_on(layer, day):
    """Return the ids the temporal settings of a layer let through on a day."""
    context = QgsVectorLayerTemporalContext()
    context.setLayer(layer)
    rule = layer.temporalProperties().createFilterString(context, frame_of(day))
    request = QgsFeatureRequest().setFilterExpression(rule)
    return sorted(feature["id"] for feature in layer.getFeatures(request))


def draw(project, path, day):
    """Draw the first view on a day into a picture; return how many colours it has."""
    settings = QgsMapSettings()
    settings.setLayers(project.layerTreeRoot().checkedLayers())
    settings.setDestinationCrs(project.crs())
    settings.setEllipsoid(project.ellipsoid())
    settings.setOutputSize(QSize(1400, 900))
    settings.setBackgroundColor(project.backgroundColor())
    areas = project.mapLayer("layer_of_lines")
    shift = QgsCoordinateTransform(areas.crs(), project.crs(), project)
    settings.setExtent(shift.transformBoundingBox(QgsRectangle(112, 39, 140, 54)))
    settings.setIsTemporal(True)
    settings.setTemporalRange(frame_of(day))
    context = QgsExpressionContext()
    for scope in (
        QgsExpressionContextUtils.globalScope(),
        QgsExpressionContextUtils.projectScope(project),
        QgsExpressionContextUtils.mapSettingsScope(settings),
    ):
        context.appendScope(scope)
    settings.setExpressionContext(context)
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    image.save(path)
    points = ((x, y) for x in range(0, image.width(), 4) for y in range(0, image.height(), 4))
    return len({image.pixel(x, y) for x, y in points})


def load_slds(package):
    """Load each SLD of a GeoPackage into its layer; return how many rules QGIS finds in it."""
    with closing(sqlite3.connect(package)) as database:
        rows = database.execute("SELECT f_table_name, styleSLD FROM layer_styles").fetchall()
    found = {}
    for name, text in rows:
        if not text:
            continue
        layer = QgsVectorLayer(f"{package}|layername={name}", name, "ogr")
        with tempfile.NamedTemporaryFile("w", suffix=".sld", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            _, is_loaded = layer.loadSldStyle(file.name)
        found[name] = len(layer.renderer().legendSymbolItems()) if is_loaded else None
    return found


def tell(project, picture, days):
    """Return everything the test asks about."""
    layers = project.mapLayers().values()
    vectors = [layer for layer in layers if isinstance(layer, QgsVectorLayer)]
    time = project.timeSettings()
    package = vectors[0].source().split("|")[0]
    alone = QgsVectorLayer(package + "|layername=events", "x", "ogr")
    return {
        "bad": [layer.id() for layer in layers if not layer.isValid()],
        "counts": {layer.id(): layer.featureCount() for layer in vectors},
        "groups": [group.name() for group in project.layerTreeRoot().children()],
        "crs": project.crs().authid(),
        "range": [
            time.temporalRange().begin().toString("yyyy-MM-dd"),
            time.temporalRange().end().toString("yyyy-MM-dd"),
        ],
        "step_days": time.timeStep() if int(time.timeStepUnit()) == 4 else None,
        "relations": {
            r.name(): r.isValid() for r in project.relationManager().relations().values()
        },
        "citations": {
            r.id(): r.isValid() for r in project.relationManager().polymorphicRelations().values()
        },
        "relations_by_id": list(project.relationManager().relations()),
        "tabs": [t.name() for t in project.mapLayer("layer_of_events").editFormConfig().tabs()],
        "renderers": [
            project.mapLayer(name).renderer().type()
            for name in ("layer_of_events", "layer_of_events_far")
        ],
        "scales": [
            [project.mapLayer(name).minimumScale(), project.mapLayer(name).maximumScale()]
            for name in ("layer_of_events", "layer_of_events_far")
        ],
        "legend": [
            item.label()
            for item in project.mapLayer("layer_of_events").renderer().legendSymbolItems()
        ],
        "dates": {
            field.name(): field.typeName()
            for field in project.mapLayer("layer_of_events").fields()
            if field.name() in ("start_date", "end_date", "date_edtf", "date_prec")
        },
        "days": {day: ids_on(project.mapLayer("layer_of_events"), day) for day in days},
        "line_days": {day: ids_on(project.mapLayer("layer_of_lines"), day) for day in days},
        "slds": load_slds(package),
        "file_alone": [alone.renderer().type(), alone.temporalProperties().startExpression()],
        "colours": draw(project, picture, days[0]),
    }


def main(path, picture, *days):
    """Print the answers as one line of JSON."""
    application = QgsApplication([], False)
    application.initQgis()
    project = QgsProject.instance()
    read = project.read(path)
    print(json.dumps({"read": read, **tell(project, picture, days)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
