import { settleLanguage } from '$lib/ui';
import type { ClientInit } from '@sveltejs/kit';

export const init: ClientInit = () => settleLanguage();
