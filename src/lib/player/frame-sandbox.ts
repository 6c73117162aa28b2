/**
 * What the frame that plays packages may do. No downloads: a script could start them unasked. What a package gives out is
 * offered to the app (`OfferedFile`), and a person presses there.
 */
export const frameSandbox = 'allow-scripts allow-same-origin allow-forms';
