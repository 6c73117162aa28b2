export * from './version';
export * from './names';
export * from './values';
export * from './interactions';
export * from './manifest';
export * from './data-model';
export { readManifest, type ManifestReading } from './read-manifest';
export type { ManifestOddity, ReadItem, ReadManifest, ReadOrganization } from './manifest-facts';
export type { XmlRefusal } from './xml';
