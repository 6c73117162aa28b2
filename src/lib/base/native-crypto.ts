/**
 * Node's own cryptography; undefined in browsers. Web Crypto sends every call to another thread and back, which for the few
 * kilobytes of a record costs more than the work itself: a tenth of the time for a hash, half of it for a signature checked.
 */
export const nativeCrypto = globalThis.process?.getBuiltinModule?.('node:crypto');

/** Up to how many bytes are worked on at once; longer ones would keep everybody else waiting. */
export const nativeLimit = 256 * 1024;
