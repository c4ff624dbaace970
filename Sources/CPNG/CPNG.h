/// The simplified interface of libpng that ImageCodecs wraps; it needs no setjmp. Its macros do not reach Swift.
#ifndef CALCINOSE_CPNG_H
#define CALCINOSE_CPNG_H

#include <png.h>
#include <stdlib.h>
#include <string.h>

/// An empty picture of the interface's version; it is released with `png_image_free`.
static inline png_image *cpng_make(void) {
  png_image *image = (png_image *)calloc(1, sizeof(png_image));
  if (image != NULL) image->version = PNG_IMAGE_VERSION;
  return image;
}

/// Lets go of a picture that `cpng_make` has made.
static inline void cpng_free(png_image *image) {
  png_image_free(image);
  free(image);
}

/// What went wrong, in libpng's words.
static inline const char *cpng_message(const png_image *image) { return image->message; }

/// One byte of grey per pixel.
static inline png_uint_32 cpng_grey(void) { return PNG_FORMAT_GRAY; }

/// One byte of grey and one of opacity per pixel.
static inline png_uint_32 cpng_grey_and_opacity(void) { return PNG_FORMAT_GA; }

/// Two bytes of grey per pixel, in the order of the machine.
static inline png_uint_32 cpng_wide_grey(void) { return PNG_FORMAT_LINEAR_Y; }

/// Three bytes per pixel: red, green, blue.
static inline png_uint_32 cpng_colours(void) { return PNG_FORMAT_RGB; }

/// Four bytes per pixel: red, green, blue, opacity.
static inline png_uint_32 cpng_colours_and_opacity(void) { return PNG_FORMAT_RGBA; }

/// One byte per pixel, the place of its colour in a table.
static inline png_uint_32 cpng_palette(void) { return PNG_FORMAT_RGB_COLORMAP; }

#endif
