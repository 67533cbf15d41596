import Foundation
import RigDetect
import RigModel
import Testing
