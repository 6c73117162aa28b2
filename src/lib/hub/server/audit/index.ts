export { audit, type AuditOptions } from './audit';
export { notes, type AuditProgress, type Finding, type FindingCode } from './finding';
