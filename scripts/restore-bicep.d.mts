export declare const bicepVersion: string;
export declare function findBicep(): string | undefined;
export declare function restoreBicep(): string;
