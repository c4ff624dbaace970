/// The parts of the GNU Scientific Library that NumericalMethods wraps.
///
/// GSL's tables of methods are mutable C globals, which Swift 6 refuses; the inline accessors below
/// hand out their values.
#ifndef CALCINOSE_CGSL_H
#define CALCINOSE_CGSL_H

#include <gsl/gsl_errno.h>
#include <gsl/gsl_fit.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_multiroots.h>
#include <gsl/gsl_odeiv2.h>
#include <gsl/gsl_qrng.h>
#include <gsl/gsl_roots.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics.h>

/// Variable-coefficient linear multistep backward differentiation, orders 1 to 5.
static inline const gsl_odeiv2_step_type *cgsl_backward_differentiation(void) {
  return gsl_odeiv2_step_msbdf;
}

/// Implicit Bulirsch-Stoer extrapolation of Bader and Deuflhard.
static inline const gsl_odeiv2_step_type *cgsl_implicit_extrapolation(void) {
  return gsl_odeiv2_step_bsimp;
}

/// Implicit Gaussian Runge-Kutta of order 4.
static inline const gsl_odeiv2_step_type *cgsl_implicit_runge_kutta(void) {
  return gsl_odeiv2_step_rk4imp;
}

/// Brent's bracketing root finder.
static inline const gsl_root_fsolver_type *cgsl_brent(void) { return gsl_root_fsolver_brent; }

/// Steffenson-accelerated Newton iteration.
static inline const gsl_root_fdfsolver_type *cgsl_steffenson(void) {
  return gsl_root_fdfsolver_steffenson;
}

/// Powell's hybrid method with internal scaling and a Jacobian of the caller.
static inline const gsl_multiroot_fdfsolver_type *cgsl_scaled_hybrid(void) {
  return gsl_multiroot_fdfsolver_hybridsj;
}

/// Sobol's quasi-random sequence, 1 to 40 dimensions.
static inline const gsl_qrng_type *cgsl_sobol(void) { return gsl_qrng_sobol; }

#endif
