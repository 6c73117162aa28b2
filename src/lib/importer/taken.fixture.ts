import { importPackage, type FindingCode } from '.';

/** The report on a package that must not be refused. */
export async function taken(zip: Blob, now?: number) {
	const outcome = await importPackage(zip, now === undefined ? {} : { now });
	if (outcome.state === 'refused') throw new Error(`refused: ${outcome.why} ${outcome.where}`);
	const { report } = outcome;
	const finding = (code: FindingCode) => report.findings.find((one) => one.code === code);
	return { ...outcome, finding, codes: report.findings.map(({ code }) => code) };
}

/** Why a package was refused, or `taken`. */
export const refusal = async (zip: Blob) => {
	const outcome = await importPackage(zip);
	return outcome.state === 'refused' ? outcome.why : 'taken';
};
