// Files that are part of the program, so that a copied binary works alone.
#ifndef CALCINOSE_EMBEDDED_FILES_H
#define CALCINOSE_EMBEDDED_FILES_H

// A file: its name below its folder, and its bytes.
typedef struct {
  const char *name;
  const unsigned char *bytes;
  long count;
} cef_file;

// The library: one file a section, save tissues and cells, which have one an organ and one a kind.
extern const cef_file *const cef_library;
extern const long cef_library_count;

// The JSON schema of scenarios.
extern const cef_file cef_scenario_schema;

#endif
