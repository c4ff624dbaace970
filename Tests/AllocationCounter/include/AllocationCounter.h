/// Counts the requests for memory that the calling thread makes.
///
/// With glibc the test program's own malloc, calloc, realloc, aligned_alloc and posix_memalign count and pass on to the
/// library's; elsewhere nothing is counted.
#ifndef ALLOCATION_COUNTER_H
#define ALLOCATION_COUNTER_H

#include <stdbool.h>

/// Whether requests are counted on this system.
bool countsAllocations(void);

/// Requests of this thread since it began.
long allocationCount(void);

#endif
