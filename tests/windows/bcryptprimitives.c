/*
 * Wine before 9 has no bcryptprimitives.dll, from which Rust's standard library takes its random
 * bytes on Windows. This stands in for it, beside the program under test; it is in no release.
 */
#include <stdbool.h>
#include <stddef.h>
#include <windows.h>

/* RtlGenRandom is exported under this name. */
BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG length);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE buffer, SIZE_T length) {
    while (length > 0) {
        ULONG part = length > 0x10000 ? 0x10000 : (ULONG)length;
        if (!SystemFunction036(buffer, part)) return FALSE;
        buffer += part;
        length -= part;
    }
    return TRUE;
}
