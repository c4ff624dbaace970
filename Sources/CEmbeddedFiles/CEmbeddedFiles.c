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
static const unsigned char cells[] = {
#embed "../ScenarioFormat/Library/cells.json"
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
  FILE_OF("cells", cells),
  FILE_OF("oxygen", oxygen),
};
const cef_file *const cef_library = library;
const long cef_library_count = sizeof library / sizeof *library;

const cef_file cef_scenario_schema = FILE_OF("scenario.schema", scenario_schema);
