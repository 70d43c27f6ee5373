// What browser and room say to each other. The same names stand in th.sala.room.Ask and Tell; a test compares them.

export type Cut = 'AUDIO' | 'VIDEO' | 'INCOMING';
export type CutCause = 'NECESSITY' | 'EMERGENCY' | 'LAW' | 'INTEREST' | 'ASIDE';
export type AsideState = 'NONE' | 'ASKED' | 'WAITING' | 'OPEN';
export type AsideEnd = 'DECLINED' | 'ENDED' | 'GONE' | 'CUT' | 'MEDIA';
export type Presence = 'ABSENT' | 'WAITING' | 'PRESENT' | 'AWAY';
export type Role = 'CHAIR' | 'OPERATOR' | 'MEMBER' | 'SECRETARY' | 'ASSISTANT' | 'GUEST';
export type Why = 'REMOVED' | 'ENDED' | 'REPLACED' | 'LEFT' | 'BROKEN';

export interface Feed { participant: string; screen: boolean }
export interface Track { mid: string; feed: Feed; kind: 'audio' | 'video' }
export interface IceServer { urls: string[]; username: string; credential: string }

export interface PersonView {
  id: string;
  name: string;
  position: string;
  role: Role;
  presence: Presence;
  removed: boolean;
  identified: boolean;
  audio: boolean;
  video: boolean;
  cuts: Cut[];
  cause: CutCause | null;
  words: string;
}
export interface ShowingView { who: string; screen: boolean; paper: string | null; page: number }
export interface RoomView {
  item: string | null;
  showing: ShowingView | null;
  hands: string[];
  interested: Record<string, string[]>;
  mediaLost: boolean;
}
export interface LineView { at: string; who: string; words: string }

export type Ask =
  | { type: 'Devices'; audio: boolean; video: boolean }
  | { type: 'Hand'; up: boolean }
  | { type: 'LowerHand'; who: string }
  | { type: 'Say'; words: string }
  | { type: 'ShowPaper'; paper: string; page: number }
  | { type: 'StopPresenting' }
  | { type: 'ToItem'; item: string }
  | { type: 'Interest'; item: string; who: string; has: boolean }
  | { type: 'CutOff'; who: string; cuts: Cut[]; cause: CutCause; words: string }
  | { type: 'MuteAll'; words: string }
  | { type: 'GiveBackAll' }
  | { type: 'Admit'; who: string }
  | { type: 'Remove'; who: string; words: string }
  | { type: 'Hint'; who: string; words: string }
  | { type: 'OpenAside'; who: string }
  | { type: 'TakeAside'; takes: boolean }
  | { type: 'EndAside' }
  | { type: 'Vouch'; who: string }
  | { type: 'Leave' }
  | { type: 'End' }
  | { type: 'Publish'; offer: string }
  | { type: 'Present'; offer: string }
  | { type: 'Subscribe'; wanted: Feed[] }
  | { type: 'Answer'; answer: string }
  | { type: 'SpeakAside'; offer: string }
  | { type: 'HearAside' }
  | { type: 'AnswerAside'; answer: string }
  | { type: 'Report'; browser: string; camera: string; microphone: string; loss: number; rtt: number }
  | { type: 'Beat' };

export interface Whole {
  type: 'Whole';
  you: string;
  room: RoomView;
  people: PersonView[];
  talk: LineView[];
  feeds: Feed[];
  ice: IceServer[];
}
export interface Figures { type: 'Figures'; who: string; rtt: number; lost: number; jitter: number; up: number; down: number }
export interface Report { type: 'Report'; who: string; browser: string; camera: string; microphone: string; loss: number; rtt: number }

export type Tell =
  | Whole
  | Figures
  | Report
  | { type: 'Waiting'; identified: boolean }
  | { type: 'Person'; person: PersonView }
  | { type: 'Room'; room: RoomView }
  | { type: 'Line'; line: LineView }
  | { type: 'Feeds'; feeds: Feed[] }
  | { type: 'Published'; answer: string }
  | { type: 'Presenting'; answer: string }
  | { type: 'Offer'; offer: string; fresh: boolean; tracks: Track[] }
  | { type: 'Talking'; who: string; talks: boolean }
  | { type: 'Hint'; words: string }
  | { type: 'Aside'; with: string | null; state: AsideState; why: AsideEnd | null }
  | { type: 'AsideSpoken'; answer: string }
  | { type: 'AsideOffer'; offer: string }
  | { type: 'AsideHeard' }
  | { type: 'DiskAlarm'; free: number }
  | { type: 'Refused'; sentence: string; clause: string }
  | { type: 'Gone'; why: Why; words: string }
  | { type: 'Beat' };
