/** The look of everything one types into or picks from, for controls that {@link Field} does not draw itself. */
export const boxClass =
	'min-h-(--target) w-full rounded-lg border border-line bg-raised px-3 py-2 text-text hover:border-action disabled:opacity-60 aria-invalid:border-official [&[readonly]]:bg-ground [&[readonly]]:text-quiet';
