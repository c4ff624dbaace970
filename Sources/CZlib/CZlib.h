/// The parts of zlib that ImageCodecs wraps. Macros do not reach Swift.
#ifndef CALCINOSE_CZLIB_H
#define CALCINOSE_CZLIB_H

#include <stdlib.h>
#include <zlib.h>

/// A stream that tells zlib from gzip by itself, NULL where there is no memory; ended with `czlib_free`.
static inline z_stream *czlib_make(void) {
  z_stream *stream = (z_stream *)calloc(1, sizeof(z_stream));
  if (stream == NULL) return NULL;
  if (inflateInit2(stream, 15 + 32) == Z_OK) return stream;
  free(stream);
  return NULL;
}

/// Ends a stream that `czlib_make` has made.
static inline void czlib_free(z_stream *stream) {
  inflateEnd(stream);
  free(stream);
}

#endif
