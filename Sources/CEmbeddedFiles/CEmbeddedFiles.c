// A new library file is two entries here: its bytes, and its line in the list. The compiler takes the bytes as they are,
// and compiles anew when a file changes.
#include "CEmbeddedFiles.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

#define FILE_OF(name, bytes) {name ".json", bytes, sizeof bytes}

static const unsigned char components[] = {
#embed "../ScenarioFormat/Library/components.json"
};
static const unsigned char complexes[] = {
#embed "../ScenarioFormat/Library/complexes.json"
};
static const unsigned char minerals[] = {
#embed "../ScenarioFormat/Library/minerals.json"
};
static const unsigned char inhibitors[] = {
#embed "../ScenarioFormat/Library/inhibitors.json"
};
static const unsigned char tissue_skin[] = {
#embed "../ScenarioFormat/Library/tissues/skin.json"
};
static const unsigned char tissue_connective[] = {
#embed "../ScenarioFormat/Library/tissues/connective.json"
};
static const unsigned char tissue_muscle[] = {
#embed "../ScenarioFormat/Library/tissues/muscle.json"
};
static const unsigned char tissue_nerve[] = {
#embed "../ScenarioFormat/Library/tissues/nerve.json"
};
static const unsigned char tissue_circulation[] = {
#embed "../ScenarioFormat/Library/tissues/circulation.json"
};
static const unsigned char tissue_kidney[] = {
#embed "../ScenarioFormat/Library/tissues/kidney.json"
};
static const unsigned char tissue_lung[] = {
#embed "../ScenarioFormat/Library/tissues/lung.json"
};
static const unsigned char tissue_bone[] = {
#embed "../ScenarioFormat/Library/tissues/bone.json"
};
static const unsigned char tissue_lesions[] = {
#embed "../ScenarioFormat/Library/tissues/lesions.json"
};
static const unsigned char tissue_beaker[] = {
#embed "../ScenarioFormat/Library/tissues/beaker.json"
};
static const unsigned char pathogens[] = {
#embed "../ScenarioFormat/Library/pathogens.json"
};
static const unsigned char vessels[] = {
#embed "../ScenarioFormat/Library/vessels.json"
};
static const unsigned char proteins[] = {
#embed "../ScenarioFormat/Library/proteins.json"
};
static const unsigned char plasma[] = {
#embed "../ScenarioFormat/Library/plasma.json"
};
static const unsigned char causes[] = {
#embed "../ScenarioFormat/Library/causes.json"
};
static const unsigned char signals[] = {
#embed "../ScenarioFormat/Library/signals.json"
};
static const unsigned char matrix[] = {
#embed "../ScenarioFormat/Library/matrix.json"
};
static const unsigned char cell_mechanics[] = {
#embed "../ScenarioFormat/Library/cells/mechanics.json"
};
static const unsigned char cell_neutrophil[] = {
#embed "../ScenarioFormat/Library/cells/neutrophil.json"
};
static const unsigned char cell_monocyte[] = {
#embed "../ScenarioFormat/Library/cells/monocyte.json"
};
static const unsigned char cell_macrophage[] = {
#embed "../ScenarioFormat/Library/cells/macrophage.json"
};
static const unsigned char cell_macrophage_activated[] = {
#embed "../ScenarioFormat/Library/cells/macrophage_activated.json"
};
static const unsigned char cell_macrophage_alternative[] = {
#embed "../ScenarioFormat/Library/cells/macrophage_alternative.json"
};
static const unsigned char cell_histiocyte[] = {
#embed "../ScenarioFormat/Library/cells/histiocyte.json"
};
static const unsigned char cell_epithelioid_cell[] = {
#embed "../ScenarioFormat/Library/cells/epithelioid_cell.json"
};
static const unsigned char cell_giant_cell[] = {
#embed "../ScenarioFormat/Library/cells/giant_cell.json"
};
static const unsigned char cell_T_helper[] = {
#embed "../ScenarioFormat/Library/cells/T_helper.json"
};
static const unsigned char cell_T_helper_activated[] = {
#embed "../ScenarioFormat/Library/cells/T_helper_activated.json"
};
static const unsigned char cell_T_cytotoxic[] = {
#embed "../ScenarioFormat/Library/cells/T_cytotoxic.json"
};
static const unsigned char cell_T_regulatory[] = {
#embed "../ScenarioFormat/Library/cells/T_regulatory.json"
};
static const unsigned char cell_B_cell[] = {
#embed "../ScenarioFormat/Library/cells/B_cell.json"
};
static const unsigned char cell_plasma_cell[] = {
#embed "../ScenarioFormat/Library/cells/plasma_cell.json"
};
static const unsigned char cell_mast_cell[] = {
#embed "../ScenarioFormat/Library/cells/mast_cell.json"
};
static const unsigned char cell_fibroblast[] = {
#embed "../ScenarioFormat/Library/cells/fibroblast.json"
};
static const unsigned char cell_myofibroblast[] = {
#embed "../ScenarioFormat/Library/cells/myofibroblast.json"
};
static const unsigned char cell_mesangial_cell[] = {
#embed "../ScenarioFormat/Library/cells/mesangial_cell.json"
};
static const unsigned char cell_osteoblast_like[] = {
#embed "../ScenarioFormat/Library/cells/osteoblast_like.json"
};
static const unsigned char cell_myofibre[] = {
#embed "../ScenarioFormat/Library/cells/myofibre.json"
};
static const unsigned char cell_adipocyte[] = {
#embed "../ScenarioFormat/Library/cells/adipocyte.json"
};
static const unsigned char cell_endothelial_cell[] = {
#embed "../ScenarioFormat/Library/cells/endothelial_cell.json"
};
static const unsigned char cell_keratinocyte[] = {
#embed "../ScenarioFormat/Library/cells/keratinocyte.json"
};
static const unsigned char cell_apoptotic_body[] = {
#embed "../ScenarioFormat/Library/cells/apoptotic_body.json"
};
static const unsigned char cell_necrotic_cell[] = {
#embed "../ScenarioFormat/Library/cells/necrotic_cell.json"
};
static const unsigned char oxygen[] = {
#embed "../ScenarioFormat/Library/oxygen.json"
};
static const unsigned char scenario_schema[] = {
#embed "../ScenarioFormat/Schema/scenario.schema.json"
};

static const cef_file library[] = {
  FILE_OF("components", components),
  FILE_OF("complexes", complexes),
  FILE_OF("minerals", minerals),
  FILE_OF("inhibitors", inhibitors),
  FILE_OF("tissues/skin", tissue_skin),
  FILE_OF("tissues/connective", tissue_connective),
  FILE_OF("tissues/muscle", tissue_muscle),
  FILE_OF("tissues/nerve", tissue_nerve),
  FILE_OF("tissues/circulation", tissue_circulation),
  FILE_OF("tissues/kidney", tissue_kidney),
  FILE_OF("tissues/lung", tissue_lung),
  FILE_OF("tissues/bone", tissue_bone),
  FILE_OF("tissues/lesions", tissue_lesions),
  FILE_OF("tissues/beaker", tissue_beaker),
  FILE_OF("vessels", vessels),
  FILE_OF("proteins", proteins),
  FILE_OF("plasma", plasma),
  FILE_OF("causes", causes),
  FILE_OF("signals", signals),
  FILE_OF("matrix", matrix),
  FILE_OF("cells/mechanics", cell_mechanics),
  FILE_OF("cells/neutrophil", cell_neutrophil),
  FILE_OF("cells/monocyte", cell_monocyte),
  FILE_OF("cells/macrophage", cell_macrophage),
  FILE_OF("cells/macrophage_activated", cell_macrophage_activated),
  FILE_OF("cells/macrophage_alternative", cell_macrophage_alternative),
  FILE_OF("cells/histiocyte", cell_histiocyte),
  FILE_OF("cells/epithelioid_cell", cell_epithelioid_cell),
  FILE_OF("cells/giant_cell", cell_giant_cell),
  FILE_OF("cells/T_helper", cell_T_helper),
  FILE_OF("cells/T_helper_activated", cell_T_helper_activated),
  FILE_OF("cells/T_cytotoxic", cell_T_cytotoxic),
  FILE_OF("cells/T_regulatory", cell_T_regulatory),
  FILE_OF("cells/B_cell", cell_B_cell),
  FILE_OF("cells/plasma_cell", cell_plasma_cell),
  FILE_OF("cells/mast_cell", cell_mast_cell),
  FILE_OF("cells/fibroblast", cell_fibroblast),
  FILE_OF("cells/myofibroblast", cell_myofibroblast),
  FILE_OF("cells/mesangial_cell", cell_mesangial_cell),
  FILE_OF("cells/osteoblast_like", cell_osteoblast_like),
  FILE_OF("cells/myofibre", cell_myofibre),
  FILE_OF("cells/adipocyte", cell_adipocyte),
  FILE_OF("cells/endothelial_cell", cell_endothelial_cell),
  FILE_OF("cells/keratinocyte", cell_keratinocyte),
  FILE_OF("cells/apoptotic_body", cell_apoptotic_body),
  FILE_OF("cells/necrotic_cell", cell_necrotic_cell),
  FILE_OF("oxygen", oxygen),
  FILE_OF("pathogens", pathogens),
};
const cef_file *const cef_library = library;
const long cef_library_count = sizeof library / sizeof *library;

const cef_file cef_scenario_schema = FILE_OF("scenario.schema", scenario_schema);
