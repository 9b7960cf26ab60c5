/**
 * The servers of tools by name. Named here as well, so that help and errors need not load them; a test holds this against
 * their table.
 */
export const mcpServerNames = ['test', 'knowledge', 'model-settings', 'feature'] as const;
