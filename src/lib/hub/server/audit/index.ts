export { audit, type AuditOptions } from './audit';
export { findingCodes, notes, type AuditProgress, type Finding, type FindingCode } from './finding';
