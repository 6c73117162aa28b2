export * from './version';
export * from './names';
export * from './values';
export * from './interactions';
export * from './manifest';
export * from './data-model';
export {
	readManifest,
	type ManifestOddity,
	type ManifestReading,
	type ReadItem,
	type ReadManifest,
	type ReadOrganization
} from './read-manifest';
export type { XmlRefusal } from './xml';
