/** Who sent or answered something, for people to read: a person by name, and not the prefix of a key for a machine. */
export function wordsOfSender(sender: string): string {
  return sender.startsWith('key:') ? 'A machine, by its key' : sender;
}
