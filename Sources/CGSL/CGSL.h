/// The parts of the GNU Scientific Library that NumericalMethods wraps.
///
/// GSL's tables of methods are mutable C globals, which Swift 6 refuses; the inline accessors below
/// hand out their values.
#ifndef CALCINOSE_CGSL_H
#define CALCINOSE_CGSL_H

#include <gsl/gsl_errno.h>

#endif
