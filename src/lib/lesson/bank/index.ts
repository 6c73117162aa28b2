export * from './bank-question';
export * from './question-node';
