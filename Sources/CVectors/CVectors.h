// Vector operations for which Swift's SIMD types have no single instruction: fused multiply-add, shuffles, conversions
// between precisions, maximum. Only inline functions: there is no object code. The compiler picks the instructions of the
// machine the program is built for (-Xcc -march=...); without a fused multiply-add there it rounds twice.
#ifndef CALCINOSE_CVECTORS_H
#define CALCINOSE_CVECTORS_H

#define CV_INLINE static inline __attribute__((always_inline))

typedef double cv_double8 __attribute__((ext_vector_type(8)));
typedef double cv_double2 __attribute__((ext_vector_type(2)));
typedef float cv_float8 __attribute__((ext_vector_type(8)));
typedef float cv_float16 __attribute__((ext_vector_type(16)));
typedef cv_double8 cv_double8_anywhere __attribute__((aligned(8)));
typedef cv_double2 cv_double2_anywhere __attribute__((aligned(8)));
typedef cv_float8 cv_float8_anywhere __attribute__((aligned(4)));
typedef cv_float16 cv_float16_anywhere __attribute__((aligned(4)));

// a + b c, in one rounding where the machine can.
CV_INLINE cv_double8 cv_add_product_double8(cv_double8 a, cv_double8 b, cv_double8 c) {
#if defined(__FMA__) || defined(__ARM_FEATURE_FMA)
  return __builtin_elementwise_fma(b, c, a);
#else
  return a + b * c;
#endif
}

CV_INLINE cv_float16 cv_add_product_float16(cv_float16 a, cv_float16 b, cv_float16 c) {
#if defined(__FMA__) || defined(__ARM_FEATURE_FMA)
  return __builtin_elementwise_fma(b, c, a);
#else
  return a + b * c;
#endif
}

// The larger of each pair; that of b where one is not a number.
CV_INLINE cv_double8 cv_larger_double8(cv_double8 a, cv_double8 b) { return a > b ? a : b; }

// The smaller of each pair; that of b where one is not a number.
CV_INLINE cv_double8 cv_smaller_double8(cv_double8 a, cv_double8 b) { return a < b ? a : b; }

CV_INLINE cv_float16 cv_larger_float16(cv_float16 a, cv_float16 b) { return a > b ? a : b; }

// Reciprocals, and reciprocals of square roots, of positive numbers, to a few roundings: Newton's step on the processor's
// estimate of 14 bits where it has one, else by division.
#if defined(__AVX512F__)
CV_INLINE cv_float16 cv_reciprocal_float16(cv_float16 a) {
  cv_float16 e = __builtin_ia32_rcp14ps512_mask(a, (cv_float16){}, (unsigned short)-1);
  return e + e * (1 - a * e);
}
CV_INLINE cv_float16 cv_reciprocal_root_float16(cv_float16 a) {
  cv_float16 e = __builtin_ia32_rsqrt14ps512_mask(a, (cv_float16){}, (unsigned short)-1);
  return e + e * (0.5f - 0.5f * a * e * e);
}
#else
CV_INLINE cv_float16 cv_reciprocal_float16(cv_float16 a) { return 1 / a; }
CV_INLINE cv_float16 cv_reciprocal_root_float16(cv_float16 a) { return 1 / __builtin_elementwise_sqrt(a); }
#endif

// Absolute values.
CV_INLINE cv_double8 cv_magnitude_double8(cv_double8 a) { return __builtin_elementwise_abs(a); }

// 1/a for positive normal numbers, within two units in the last place: where the machine has a first guess of 14 bits,
// two Newton steps of it, which take far less time than a division.
CV_INLINE cv_double8 cv_inverse_double8(cv_double8 a) {
#if defined(__AVX512F__)
  cv_double8 guess = (cv_double8)__builtin_ia32_rcp14pd512_mask(a, (cv_double8){}, (unsigned char)-1);
  cv_double8 one = {1, 1, 1, 1, 1, 1, 1, 1};
  guess = __builtin_elementwise_fma(guess, __builtin_elementwise_fma(-a, guess, one), guess);
  return __builtin_elementwise_fma(guess, __builtin_elementwise_fma(-a, guess, one), guess);
#else
  return 1.0 / a;
#endif
}

// The numbers of a and b moved by one place: from the second of a to the first of b, from the last of a to the last but
// one of b.
CV_INLINE cv_double8 cv_shift_down(cv_double8 a, cv_double8 b) {
  return __builtin_shufflevector(a, b, 1, 2, 3, 4, 5, 6, 7, 8);
}
CV_INLINE cv_double8 cv_shift_up(cv_double8 a, cv_double8 b) {
  return __builtin_shufflevector(a, b, 7, 8, 9, 10, 11, 12, 13, 14);
}

// Asks for the 64 bytes around an address to be brought near.
CV_INLINE void cv_prefetch(const double *p) { __builtin_prefetch(p, 0, 2); }

// The thread sanitizer overlooks accesses of more than sixteen bytes. A build for it (-Xcc -DCALCINOSE_THREAD_SANITIZER) tells
// it of the numbers at `p`.
#if defined(CALCINOSE_THREAD_SANITIZER)
void __tsan_read_range(void *address, unsigned long size);
void __tsan_write_range(void *address, unsigned long size);
#define CV_READS(p, count) __tsan_read_range((void *)(p), sizeof(*(p)) * (count))
#define CV_WRITES(p, count) __tsan_write_range((void *)(p), sizeof(*(p)) * (count))
#else
#define CV_READS(p, count) ((void)0)
#define CV_WRITES(p, count) ((void)0)
#endif

// Numbers from an address on, wherever it lies.
CV_INLINE cv_double8 cv_load_double8(const double *p) {
  CV_READS(p, 8);
  return *(const cv_double8_anywhere *)p;
}
CV_INLINE cv_float8 cv_load_float8(const float *p) {
  CV_READS(p, 8);
  return *(const cv_float8_anywhere *)p;
}
CV_INLINE cv_float16 cv_load_float16(const float *p) {
  CV_READS(p, 16);
  return *(const cv_float16_anywhere *)p;
}

// Numbers put down from an address on, wherever it lies.
CV_INLINE void cv_store_double8(cv_double8 a, double *p) {
  CV_WRITES(p, 8);
  *(cv_double8_anywhere *)p = a;
}
CV_INLINE void cv_store_float8(cv_float8 a, float *p) {
  CV_WRITES(p, 8);
  *(cv_float8_anywhere *)p = a;
}
CV_INLINE void cv_store_float16(cv_float16 a, float *p) {
  CV_WRITES(p, 16);
  *(cv_float16_anywhere *)p = a;
}

// Eight numbers in the other precision.
CV_INLINE cv_double8 cv_widen(cv_float8 a) { return __builtin_convertvector(a, cv_double8); }
CV_INLINE cv_float8 cv_narrow(cv_double8 a) { return __builtin_convertvector(a, cv_float8); }

// Number j of row i, the rows `from` numbers apart, becomes number i of column j, the columns `to` numbers apart, for i
// and j from 0 to 7. With short vectors in pieces of two by two, which takes one instruction per piece and row.
CV_INLINE void cv_turn(const double *rows, long from, double *columns, long to) {
  for (int i = 0; i < 8; i++) {
    CV_READS(rows + i * from, 8);
    CV_WRITES(columns + i * to, 8);
  }
#if defined(__AVX512F__)
  cv_double8 a[8], b[8];
#pragma unroll
  for (int i = 0; i < 8; i++) a[i] = *(const cv_double8_anywhere *)(rows + i * from);
#pragma unroll
  for (int i = 0; i < 8; i += 2) {
    b[i] = __builtin_shufflevector(a[i], a[i + 1], 0, 8, 2, 10, 4, 12, 6, 14);
    b[i + 1] = __builtin_shufflevector(a[i], a[i + 1], 1, 9, 3, 11, 5, 13, 7, 15);
  }
#pragma unroll
  for (int i = 0; i < 8; i += 4) {
#pragma unroll
    for (int j = 0; j < 2; j++) {
      a[i + j] = __builtin_shufflevector(b[i + j], b[i + j + 2], 0, 1, 8, 9, 4, 5, 12, 13);
      a[i + j + 2] = __builtin_shufflevector(b[i + j], b[i + j + 2], 2, 3, 10, 11, 6, 7, 14, 15);
    }
  }
#pragma unroll
  for (int j = 0; j < 4; j++) {
    *(cv_double8_anywhere *)(columns + j * to) =
        __builtin_shufflevector(a[j], a[j + 4], 0, 1, 2, 3, 8, 9, 10, 11);
    *(cv_double8_anywhere *)(columns + (j + 4) * to) =
        __builtin_shufflevector(a[j], a[j + 4], 4, 5, 6, 7, 12, 13, 14, 15);
  }
#else
#pragma unroll
  for (int i = 0; i < 8; i += 2) {
#pragma unroll
    for (int j = 0; j < 8; j += 2) {
      cv_double2 a = *(const cv_double2_anywhere *)(rows + i * from + j);
      cv_double2 b = *(const cv_double2_anywhere *)(rows + (i + 1) * from + j);
      *(cv_double2_anywhere *)(columns + j * to + i) = __builtin_shufflevector(a, b, 0, 2);
      *(cv_double2_anywhere *)(columns + (j + 1) * to + i) = __builtin_shufflevector(a, b, 1, 3);
    }
  }
#endif
}

// Every second of 31 numbers from an address on.
CV_INLINE cv_float16 cv_load_every_second(const float *p) {
  CV_READS(p, 31);
  cv_float16 a = *(const cv_float16_anywhere *)p;
  cv_float16 b = *(const cv_float16_anywhere *)(p + 15);
  return __builtin_shufflevector(a, b, 0, 2, 4, 6, 8, 10, 12, 14, 17, 19, 21, 23, 25, 27, 29, 31);
}

// The first and the second half of 32 numbers taken in turn from a and b.
CV_INLINE cv_float16 cv_interleave_low(cv_float16 a, cv_float16 b) {
  return __builtin_shufflevector(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
}
CV_INLINE cv_float16 cv_interleave_high(cv_float16 a, cv_float16 b) {
  return __builtin_shufflevector(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
}

// Sixteen numbers from two times eight, and back; those at even and at odd places of sixteen.
CV_INLINE cv_float16 cv_join(cv_float8 a, cv_float8 b) {
  return __builtin_shufflevector(a, b, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
}
CV_INLINE cv_float8 cv_low_half(cv_float16 a) { return __builtin_shufflevector(a, a, 0, 1, 2, 3, 4, 5, 6, 7); }
CV_INLINE cv_float8 cv_high_half(cv_float16 a) {
  return __builtin_shufflevector(a, a, 8, 9, 10, 11, 12, 13, 14, 15);
}
CV_INLINE cv_float8 cv_even_places(cv_float16 a) {
  return __builtin_shufflevector(a, a, 0, 2, 4, 6, 8, 10, 12, 14);
}
CV_INLINE cv_float8 cv_odd_places(cv_float16 a) {
  return __builtin_shufflevector(a, a, 1, 3, 5, 7, 9, 11, 13, 15);
}
// Sixteen numbers taken in turn from a and b.
CV_INLINE cv_float16 cv_interleave(cv_float8 a, cv_float8 b) {
  return __builtin_shufflevector(a, b, 0, 8, 1, 9, 2, 10, 3, 11, 4, 12, 5, 13, 6, 14, 7, 15);
}

#endif
