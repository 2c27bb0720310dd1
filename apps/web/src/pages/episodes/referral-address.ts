/** Where an episode of a child is referred. */
export function addressOfReferral(childId: string, episodeId: string): string {
  return `/children/${childId}/episodes/${episodeId}/referral`;
}
