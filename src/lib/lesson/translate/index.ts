export * from './languages';
export { unitsOf, type Unit } from './units';
export { coded, tokensOf, type Token } from './codes';
export { withTranslation, type Translated, type Broken } from './with-translation';
